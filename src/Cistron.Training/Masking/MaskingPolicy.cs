using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;

namespace Cistron.Training.Masking;

/// <summary>
/// Which tokens of a row are to be predicted, and what stands in their place. A value: a pure function of row and stream.
/// </summary>
public abstract record MaskingPolicy
{
    /// <summary>Share of chosen tokens that become [MASK]. Devlin et al. 2019, §3.1: 0.8.</summary>
    public double MaskShare { get; init; } = 0.8;

    /// <summary>Share of chosen tokens that become a random token; the rest stays. Devlin et al.: 0.1.</summary>
    public double RandomShare { get; init; } = 0.1;

    /// <summary>What random tokens are drawn from.</summary>
    public RandomTokens RandomTokens { get; init; } = RandomTokens.Content;

    /// <summary>What is masked, exchanged or kept as one.</summary>
    public ReplacedUnit ReplacedUnit { get; init; } = ReplacedUnit.Token;

    /// <summary>
    /// The policy for validation: every chosen token becomes [MASK]. A token that was left in place would give its own
    /// answer away, and bits per base would flatter the model.
    /// </summary>
    public MaskingPolicy ForValidation => this with { MaskShare = 1, RandomShare = 0 };

    /// <summary>The policy of one step: whatever it draws once for all rows is drawn. Default: the policy itself.</summary>
    /// <param name="draws">The step's random stream.</param>
    public virtual MaskingPolicy ForStep(RandomStream draws) => this;

    /// <summary>Marks the positions to predict among those of <paramref name="eligible"/>; may mark none.</summary>
    /// <param name="eligible">Per position of the row: whether it holds a token that can be asked for (<see cref="Vocabulary.IsDefinite"/>).</param>
    /// <param name="chosen">Set to true at each position to predict.</param>
    /// <param name="draws">The row's random stream.</param>
    protected abstract void Choose(ReadOnlySpan<bool> eligible, Span<bool> chosen, RandomStream draws);

    /// <summary>
    /// Marks what a single drawn position brings with it, for a row of which <see cref="Choose"/> marked nothing. Default:
    /// that position.
    /// </summary>
    protected virtual void ChooseAt(int position, ReadOnlySpan<bool> eligible, Span<bool> chosen, RandomStream draws) =>
        chosen[position] = true;

    /// <summary>Masks a row. At least one token is chosen where any is eligible, so that no step is without a loss.</summary>
    public MaskedRow Apply(ReadOnlySpan<int> ids, Vocabulary vocabulary, RandomStream draws)
    {
        bool[] eligible = new bool[ids.Length];
        for (int i = 0; i < ids.Length; i++)
            eligible[i] = vocabulary.IsDefinite(ids[i]);
        bool[] chosen = new bool[ids.Length];
        Choose(eligible, chosen, draws);
        if (!chosen.Contains(true) && eligible.Contains(true))
            ChooseAt(PickOne(eligible, draws), eligible, chosen, draws);
        return Replace(ids, chosen, vocabulary, draws);
    }

    private MaskedRow Replace(ReadOnlySpan<int> ids, ReadOnlySpan<bool> chosen, Vocabulary vocabulary, RandomStream draws)
    {
        int[] input = ids.ToArray();
        List<int> positions = [], targets = [];
        double draw = 0;
        for (int i = 0; i < ids.Length; i++)
        {
            if (!chosen[i])
                continue;
            positions.Add(i);
            targets.Add(ids[i]);
            if (ReplacedUnit == ReplacedUnit.Token || i == 0 || !chosen[i - 1])
                draw = draws.NextDouble();
            if (draw < MaskShare)
                input[i] = vocabulary.Specials.Mask;
            else if (draw < MaskShare + RandomShare)
                input[i] = RandomToken(vocabulary, draws);
        }
        return new MaskedRow(input, [.. positions], [.. targets]);
    }

    private static int PickOne(bool[] eligible, RandomStream draws)
    {
        int skip = (int)draws.NextBelow(eligible.Count(e => e));
        return Array.FindIndex(eligible, e => e && skip-- == 0);
    }

    private int RandomToken(Vocabulary vocabulary, RandomStream draws)
    {
        while (true)
        {
            int id = (int)draws.NextBelow(vocabulary.Count);
            if (RandomTokens == RandomTokens.Vocabulary || vocabulary.IsDefinite(id))
                return id;
        }
    }
}

/// <summary>What random tokens are drawn from.</summary>
public enum RandomTokens
{
    /// <summary>Tokens of bases.</summary>
    Content,

    /// <summary>The whole vocabulary with its special tokens, as DNABERT's pre-training script draws.</summary>
    Vocabulary,
}

/// <summary>What is masked, exchanged or kept as one.</summary>
public enum ReplacedUnit
{
    /// <summary>Every chosen token has its own draw.</summary>
    Token,

    /// <summary>Chosen tokens without a gap between them have one draw.</summary>
    Span,
}
