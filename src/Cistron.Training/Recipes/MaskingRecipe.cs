using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;
using Cistron.Training.Masking;

namespace Cistron.Training.Recipes;

/// <summary>
/// The section <c>masking</c>: single tokens as BERT masks them (Devlin et al. 2019, §3.1), or with <see cref="Spans"/> what
/// overlapping tokens need.
/// </summary>
public sealed record MaskingRecipe : IValidated
{
    /// <summary>The share of tokens to be predicted.</summary>
    [Description("share of tokens to be predicted")]
    [Range(0.001, 0.9)]
    public double Probability { get; init; } = 0.15;

    /// <summary>Share of those that become [MASK].</summary>
    [Description("share of those that become [MASK]")]
    [Range(0, 1)]
    public double MaskShare { get; init; } = 0.8;

    /// <summary>Share of those that become a random token.</summary>
    [Description("share of those that become a random token; the rest is kept")]
    [Range(0, 1)]
    public double RandomShare { get; init; } = 0.1;

    /// <inheritdoc cref="MaskingPolicy.RandomTokens"/>
    [Description("what random tokens are drawn from: content, or vocabulary with its special tokens as DNABERT does")]
    public RandomTokens RandomTokens { get; init; } = RandomTokens.Content;

    /// <inheritdoc cref="MaskingPolicy.ReplacedUnit"/>
    [Description("what is masked, exchanged or kept as one: token or span")]
    public ReplacedUnit ReplacedUnit { get; init; } = ReplacedUnit.Token;

    /// <summary>Tokens are chosen in spans; null: one by one.</summary>
    public SpanRecipe? Spans { get; init; }

    /// <summary>The plan that these numbers name.</summary>
    /// <param name="k">Bases of a token: the length of DNABERT's spans.</param>
    /// <param name="steps">Updates of the whole run.</param>
    public MaskingPlan Plan(int k, long steps) => Spans is null
        ? MaskingPlan.Of(Replacing(new BertMasking(Probability)))
        : new MaskingPlan([.. Spans.Phases(k, steps)
            .Select(phase => new MaskingPhase(phase.End, Replacing(Spans.Policy(k, phase.Maximum, Probability))))]);

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (MaskShare + RandomShare > 1)
            yield return ("random_share", $"and mask_share make {MaskShare + RandomShare}, more than 1; lower one of them");
    }

    private MaskingPolicy Replacing(MaskingPolicy policy) => policy with
    {
        MaskShare = MaskShare, RandomShare = RandomShare, RandomTokens = RandomTokens, ReplacedUnit = ReplacedUnit,
    };
}
