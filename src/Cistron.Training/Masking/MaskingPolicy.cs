using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;

namespace Cistron.Training.Masking;

/// <summary>
/// Which tokens of a row are to be predicted, and what stands in their place. A value: a pure function of row, step and
/// stream.
/// </summary>
public abstract record MaskingPolicy
{
    /// <summary>Share of chosen tokens that become [MASK]. Devlin et al. 2019, §3.1: 0.8.</summary>
    public double MaskShare { get; init; } = 0.8;

    /// <summary>Share of chosen tokens that become a random token that is not special; the rest stays. Devlin et al.: 0.1.</summary>
    public double RandomShare { get; init; } = 0.1;

    /// <summary>Marks the positions to predict among those of <paramref name="eligible"/>; may mark none.</summary>
    /// <param name="eligible">Per position of the row: whether it holds content (no special token).</param>
    /// <param name="chosen">Set to true at each position to predict.</param>
    /// <param name="step">The training step, for policies that change with it.</param>
    /// <param name="draws">The row's random stream.</param>
    protected abstract void Choose(ReadOnlySpan<bool> eligible, Span<bool> chosen, long step, RandomStream draws);

    /// <summary>Masks a row. At least one token is chosen where any is eligible, so that no step is without a loss.</summary>
    public MaskedRow Apply(ReadOnlySpan<int> ids, Vocabulary vocabulary, long step, RandomStream draws)
    {
        var specials = vocabulary.Specials;
        bool[] eligible = new bool[ids.Length];
        for (int i = 0; i < ids.Length; i++)
            eligible[i] = !specials.Contains(ids[i]);
        bool[] chosen = new bool[ids.Length];
        Choose(eligible, chosen, step, draws);
        if (!chosen.Contains(true) && eligible.Contains(true))
            chosen[PickOne(eligible, draws)] = true;

        int[] input = ids.ToArray();
        var positions = new List<int>();
        for (int i = 0; i < ids.Length; i++)
        {
            if (!chosen[i])
                continue;
            positions.Add(i);
            double draw = draws.NextDouble();
            if (draw < MaskShare)
                input[i] = specials.Mask;
            else if (draw < MaskShare + RandomShare)
                input[i] = RandomToken(vocabulary, draws);
        }
        int[] targets = new int[positions.Count];
        for (int i = 0; i < targets.Length; i++)
            targets[i] = ids[positions[i]];
        return new MaskedRow(input, [.. positions], targets);
    }

    private static int PickOne(bool[] eligible, RandomStream draws)
    {
        int skip = (int)draws.NextBelow(eligible.Count(e => e));
        return Array.FindIndex(eligible, e => e && skip-- == 0);
    }

    private static int RandomToken(Vocabulary vocabulary, RandomStream draws)
    {
        while (true)
        {
            int id = (int)draws.NextBelow(vocabulary.Count);
            if (!vocabulary.Specials.Contains(id))
                return id;
        }
    }
}
