namespace Cistron.Data.Tables;

/// <summary>How often each token stands in a stream of sequences, and how many tokens the sequences have.</summary>
/// <param name="vocabularySize">Ids run from 0 to one less.</param>
public sealed class TokenCounts(int vocabularySize)
{
    private readonly long[] _counts = new long[vocabularySize];
    private readonly long[] _longer = new long[Contexts.Count];
    private long _ofSequence;

    /// <summary>Numbers of tokens that models have room for, special tokens left out.</summary>
    public static IReadOnlyList<int> Contexts { get; } = [62, 126, 254, 510, 766, 1022, 2046, 4094];

    /// <summary>All tokens.</summary>
    public long All { get; private set; }

    /// <summary>All sequences.</summary>
    public long Sequences { get; private set; }

    /// <summary>Adds the tokens of a sequence, or of the next piece of the one before.</summary>
    public void Add(IReadOnlyList<int> ids, bool isNewSequence)
    {
        if (isNewSequence)
            (_ofSequence, Sequences) = (0, Sequences + 1);
        foreach (int id in ids)
            _counts[id]++;
        for (int i = 0; i < Contexts.Count; i++)
            if (_ofSequence <= Contexts[i] && _ofSequence + ids.Count > Contexts[i])
                _longer[i]++;
        (_ofSequence, All) = (_ofSequence + ids.Count, All + ids.Count);
    }

    /// <summary>How often a token stands.</summary>
    public long Of(int id) => _counts[id];

    /// <summary>How many sequences have more tokens than one of the <see cref="Contexts"/>.</summary>
    public long LongerThan(int context) => _longer[Contexts.ToList().IndexOf(context)];
}
