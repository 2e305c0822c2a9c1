using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Similarity;

namespace Cistron.Data.Audit.Motifs;

/// <summary>Where a stretch stands in some rows: its first place in each, on the strand that is written or on the other.</summary>
internal sealed class MotifOccurrences
{
    private const double Agreement = 0.9;
    private const int LongestExtension = 200;

    private readonly AuditedData _data;
    private readonly int _length;
    private readonly List<(byte[] Bases, int Start)> _places = [];
    private readonly List<(int Length, int Start)> _written = [];

    public MotifOccurrences(AuditedData data, byte[] stretch, IEnumerable<int> rows)
    {
        (_data, _length) = (data, stretch.Length);
        byte[]? reverse = data.Strands == ComparedStrands.Both ? ReverseComplement.Of(stretch, data.Alphabet) : null;
        foreach (int row in rows)
        {
            byte[] bases = data.Bases[row];
            int start = bases.AsSpan().IndexOf(stretch);
            if (start >= 0)
            {
                _places.Add((bases, start));
                _written.Add((bases.Length, start));
            }
            else if (reverse is not null && bases.AsSpan().IndexOf(reverse) is >= 0 and int other)
            {
                _places.Add((ReverseComplement.Of(bases, data.Alphabet), bases.Length - other - _length));
            }
            else
            {
                continue;
            }
            Rows.Add(row);
        }
    }

    /// <summary>The rows that have it.</summary>
    public List<int> Rows { get; } = [];

    /// <summary>
    /// The stretch with the bases on both sides that nine in ten of the rows agree on, and how many of them stand before it.
    /// </summary>
    public (byte[] Stretch, int Before) Extend()
    {
        List<byte> before = [.. Agreed(-1, -1)], after = [.. Agreed(_length, 1)];
        before.Reverse();
        var (bases, start) = _places[0];
        return ([.. before, .. bases.AsSpan(start, _length), .. after], before.Count);
    }

    /// <summary>
    /// Where the extended stretch most often begins among the rows that have it as it is written: bases from the start
    /// or, when negative, before the end of the sequence; with the share of those rows.
    /// </summary>
    public (int Place, double Share) UsualPlace(int before)
    {
        if (_written.Count == 0)
            return (0, 0);
        var fromStart = _written.GroupBy(one => one.Start - before).MaxBy(group => group.Count())!;
        var fromEnd = _written.GroupBy(one => one.Start - before - one.Length).MaxBy(group => group.Count())!;
        var usual = fromEnd.Count() > fromStart.Count() ? fromEnd : fromStart;
        return (usual.Key, Finding.Share(usual.Count(), Rows.Count));
    }

    private IEnumerable<byte> Agreed(int offset, int step)
    {
        for (int i = 0; i < LongestExtension; i++, offset += step)
        {
            int[] counts = new int[_data.Alphabet.Letters.Length];
            foreach (var (bases, start) in _places)
                if ((uint)(start + offset) < (uint)bases.Length && _data.Alphabet.IndexOf(bases[start + offset]) is >= 0 and int letter)
                    counts[letter]++;
            int most = Enumerable.Range(0, counts.Length).MaxBy(letter => counts[letter]);
            if (counts[most] < Agreement * _places.Count)
                yield break;
            yield return _data.Alphabet.Letters[most];
        }
    }
}
