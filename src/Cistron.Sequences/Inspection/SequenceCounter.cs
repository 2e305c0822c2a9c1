using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;

namespace Cistron.Sequences.Inspection;

/// <summary>Gathers the numbers of a <see cref="SequenceSummary"/>, one sequence at a time.</summary>
internal sealed class SequenceCounter
{
    private readonly long[] _letters = new long[256];
    private readonly long[] _sequenceLetters = new long[256];
    private readonly NumberSample _lengths = new("inspect lengths");
    private readonly NumberSample _gc = new("inspect gc");
    private readonly DuplicateCounter _duplicates = new();
    private readonly LabelTally _labels = new(LabelSet.Split);
    private long _bases;
    private long _empty;
    private long _labelled;

    /// <summary>How many sequences were taken in.</summary>
    public long Count => _lengths.Count;

    /// <summary>Takes in a sequence, whose letters are raised to upper case where they lie.</summary>
    public void Add(NamedSequence sequence)
    {
        byte[] bases = sequence.Bases;
        _lengths.Add(bases.Length);
        _bases += bases.Length;
        _empty += bases.Length == 0 ? 1 : 0;
        CountLetters(bases);
        Ascii.ToUpperInPlace(bases, out _);
        _duplicates.Add(bases);
        if (string.IsNullOrEmpty(sequence.Label))
            return;
        _labelled++;
        _labels.Add(sequence.Label);
    }

    /// <summary>What was gathered from a source that was read to its end; it had a sequence at least.</summary>
    public SequenceSummary Summarize(SequenceSource source)
    {
        Alphabet? alphabet = AlphabetGuess.Of(_letters);
        return new SequenceSummary(
            source.Layout,
            source.SequenceColumn,
            source.Kmers,
            _lengths.Count,
            _empty,
            _bases,
            _lengths.OfWholeNumbers(),
            alphabet is { IsNucleic: true } && _gc.Count > 0 ? _gc.OfShares() : null,
            LetterSummary.Of(_letters, alphabet),
            _duplicates.Summary,
            source.LabelColumn is string column
                ? LabelSummary.Of(_labels, source.File, column, _labelled, _lengths.Count - _labelled)
                : null,
            alphabet)
        {
            Columns = [.. source.Columns],
        };
    }

    private void CountLetters(ReadOnlySpan<byte> bases)
    {
        long[] counts = _sequenceLetters;
        Array.Clear(counts);
        foreach (byte letter in bases)
            counts[letter]++;
        for (int letter = 0; letter < counts.Length; letter++)
            _letters[letter] += counts[letter];

        long strong = counts['G'] + counts['g'] + counts['C'] + counts['c'];
        long weak = counts['A'] + counts['a'] + counts['T'] + counts['t'] + counts['U'] + counts['u'];
        if (strong + weak > 0)
            _gc.Add((double)strong / (strong + weak));
    }
}
