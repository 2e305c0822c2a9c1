using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;
using Cistron.Training.Masking;

namespace Cistron.Training.Recipes;

/// <summary>The section <c>masking</c>: BERT's masking (Devlin et al. 2019, §3.1).</summary>
public sealed record MaskingRecipe : IValidated
{
    /// <summary>The chance of each token to be predicted.</summary>
    [Description("chance of each token to be predicted")]
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

    /// <summary>The policy that these numbers name.</summary>
    public BertMasking Policy => new(Probability) { MaskShare = MaskShare, RandomShare = RandomShare };

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (MaskShare + RandomShare > 1)
            yield return ("random_share", $"and mask_share make {MaskShare + RandomShare}, more than 1; lower one of them");
    }
}
