using Cistron.Sequences.Alphabets;

namespace Cistron.Sequences.Similarity;

/// <summary>How a row's sequence stands to the first row of its group.</summary>
public enum Repeat
{
    /// <summary>It is the first with these bases.</summary>
    First,

    /// <summary>It has the same bases as the first.</summary>
    SameStrand,

    /// <summary>It is the reverse complement of the first, and not the same.</summary>
    OtherStrand,
}

/// <summary>
/// Rows with equal bases, gathered in groups; compared on both strands, a sequence equals its reverse complement. Every
/// letter counts, ambiguous ones too.
/// </summary>
public sealed class DuplicateGroups
{
    private readonly int[] _groupOf;
    private readonly Repeat[] _repeatOf;
    private readonly int[] _firstRows;

    /// <summary>The groups of some sequences.</summary>
    /// <param name="sequences">The rows' bases in the letters of the alphabet, as a cleaner leaves them.</param>
    /// <param name="alphabet">The alphabet that they were cleaned into.</param>
    /// <param name="strands">The strands to compare; proteins have one.</param>
    /// <exception cref="ArgumentException">
    /// Both strands were asked of letters that have no complement.
    /// </exception>
    public DuplicateGroups(IReadOnlyList<byte[]> sequences, Alphabet alphabet, ComparedStrands strands)
    {
        _groupOf = new int[sequences.Count];
        _repeatOf = new Repeat[sequences.Count];
        List<int> firstRows = [];
        var groups = new Dictionary<byte[], int>(BasesComparer.Instance);
        for (int row = 0; row < sequences.Count; row++)
        {
            byte[] bases = sequences[row];
            byte[] canonical = strands == ComparedStrands.Both ? Canonical(bases, alphabet) : bases;
            if (groups.TryAdd(canonical, firstRows.Count))
                firstRows.Add(row);
            _groupOf[row] = groups[canonical];
            int first = firstRows[_groupOf[row]];
            _repeatOf[row] = first == row ? Repeat.First
                : bases.AsSpan().SequenceEqual(sequences[first]) ? Repeat.SameStrand
                : Repeat.OtherStrand;
        }
        _firstRows = [.. firstRows];
    }

    /// <summary>The first row of each group, ascending: one row for each different sequence.</summary>
    public IReadOnlyList<int> FirstRows => _firstRows;

    /// <summary>The group of each row; groups are numbered by their first rows.</summary>
    public IReadOnlyList<int> GroupOf => _groupOf;

    /// <summary>How each row stands to the first of its group.</summary>
    public IReadOnlyList<Repeat> RepeatOf => _repeatOf;

    /// <summary>The rows whose bases stand in another row too, ascending.</summary>
    public IEnumerable<int> RepeatedRows
    {
        get
        {
            var repeated = Rows.Where(row => _repeatOf[row] != Repeat.First).Select(row => _groupOf[row]).ToHashSet();
            return Rows.Where(row => repeated.Contains(_groupOf[row]));
        }
    }

    /// <summary>How many rows repeat an earlier one.</summary>
    public int Repeats => _groupOf.Length - _firstRows.Length;

    private IEnumerable<int> Rows => Enumerable.Range(0, _groupOf.Length);

    private static byte[] Canonical(byte[] bases, Alphabet alphabet)
    {
        byte[] reverse = ReverseComplement.Of(bases, alphabet);
        return reverse.AsSpan().SequenceCompareTo(bases) < 0 ? reverse : bases;
    }

    private sealed class BasesComparer : IEqualityComparer<byte[]>
    {
        public static BasesComparer Instance { get; } = new();

        public bool Equals(byte[]? one, byte[]? other) => one.AsSpan().SequenceEqual(other);

        public int GetHashCode(byte[] bases)
        {
            var hash = new HashCode();
            hash.AddBytes(bases);
            return hash.ToHashCode();
        }
    }
}
