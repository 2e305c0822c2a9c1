using System.Text;
using Cistron.Sequences.Similarity;

namespace Cistron.Data.Audit.Motifs;

/// <summary>A stretch that several rows of one class share.</summary>
/// <param name="Class">The class.</param>
/// <param name="Stretch">The stretch, on the strand whose bases come first in the order of the alphabet.</param>
/// <param name="Rows">Rows of the class that have it.</param>
/// <param name="Others">Other rows that have it.</param>
public sealed record SharedStretch(string Class, string Stretch, int Rows, int Others);

/// <summary>
/// Looks for rows that share long exact stretches with other rows of their class, and with hardly any other row. Of many
/// bases a sample of the stretches is looked at, the same in every row.
/// </summary>
/// <param name="data">Rows with classes.</param>
/// <param name="rows">The rows to look at: one of each group of similar ones.</param>
internal sealed class StretchSearch(AuditedData data, IReadOnlyList<int> rows)
{
    /// <summary>Bases of a stretch.</summary>
    public const int StretchBases = 24;

    /// <summary>The fewest rows of a class that share it.</summary>
    public const int FewestRows = 4;

    private const int OwnToOthers = 5;
    private const int MostStretches = 1 << 24;
    private const int MostShown = 10;

    private readonly Kmers _kmers = new(StretchBases, data.Alphabet, data.Strands);
    private readonly List<(ulong Code, int Label, int Rows, int Others)> _shared = [];

    /// <summary>The rows that have such a stretch.</summary>
    public HashSet<int> Marked { get; } = [];

    /// <summary>The stretches of most rows, no two of which are next to each other in all of them.</summary>
    public IReadOnlyList<SharedStretch> Find()
    {
        var (codes, holders) = Sample();
        Array.Sort(codes, holders);
        for (int start = 0, end; start < codes.Length; start = end)
        {
            for (end = start + 1; end < codes.Length && codes[end] == codes[start]; end++)
            {
            }
            if (end - start >= FewestRows)
                Take(codes[start], [.. holders[start..end].Distinct()]);
        }
        return Show();
    }

    private (ulong[] Codes, int[] Rows) Sample()
    {
        long bases = rows.Sum(row => (long)data.Bases[row].Length);
        ulong least = ulong.MaxValue / (ulong)Math.Max(1, bases / MostStretches + (bases > MostStretches ? 1 : 0));
        List<ulong> codes = [];
        List<int> holders = [];
        foreach (int row in rows)
            foreach (ulong kmer in _kmers.Of(data.Bases[row]))
                if (Kmers.Hash(kmer) <= least)
                {
                    codes.Add(kmer);
                    holders.Add(row);
                }
        return ([.. codes], [.. holders]);
    }

    private void Take(ulong code, int[] holders)
    {
        foreach (var own in holders.GroupBy(data.ClassOf))
        {
            int count = own.Count(), others = holders.Length - count;
            if (count < FewestRows || others * OwnToOthers > count)
                continue;
            Marked.UnionWith(own);
            _shared.Add((code, own.Key, count, others));
        }
    }

    private List<SharedStretch> Show()
    {
        List<SharedStretch> shown = [];
        foreach (var (code, label, count, others) in _shared.OrderByDescending(one => one.Rows).ThenBy(one => one.Code))
        {
            string stretch = Encoding.ASCII.GetString(_kmers.Bases(code));
            if (shown.Any(earlier => Overlap(earlier.Stretch, stretch)))
                continue;
            shown.Add(new SharedStretch(data.Task.Labels[label], stretch, count, others));
            if (shown.Count == MostShown)
                break;
        }
        return shown;
    }

    // A stretch that is another one moved by some bases shares a half with it, read on one strand or the other.
    private bool Overlap(string one, string other)
    {
        byte[] bases = Encoding.ASCII.GetBytes(other);
        byte[] reverse = Sequences.Alphabets.ReverseComplement.Of(bases, data.Alphabet);
        string first = one[..(StretchBases / 2)], last = one[(StretchBases / 2)..];
        string back = Encoding.ASCII.GetString(reverse);
        return other.Contains(first, StringComparison.Ordinal) || other.Contains(last, StringComparison.Ordinal)
            || back.Contains(first, StringComparison.Ordinal) || back.Contains(last, StringComparison.Ordinal);
    }
}
