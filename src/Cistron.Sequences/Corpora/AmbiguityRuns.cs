using System.Buffers;

namespace Cistron.Sequences.Corpora;

/// <summary>
/// Where ambiguity letters other than N stand in a corpus. The file of bases has no place for them and holds N there; in
/// the index they make it exact.
/// </summary>
/// <param name="Starts">Where each run of one letter starts in the corpus; in order.</param>
/// <param name="Lengths">How long it is.</param>
/// <param name="Letters">Which letter it is of, upper-case.</param>
internal sealed record AmbiguityRuns(List<long> Starts, List<int> Lengths, List<char> Letters)
{
    private const byte LowerCaseBit = 0x20;

    private const string AllLetters = "RYSWKMBDHV";

    private static readonly SearchValues<byte> Others = SearchValues.Create("ACGTUN"u8);

    /// <summary>No runs yet.</summary>
    public AmbiguityRuns()
        : this([], [], [])
    {
    }

    /// <summary>Adds the runs in clean <paramref name="bases"/>, which start in the corpus behind all that was added.</summary>
    public void Add(long start, ReadOnlySpan<byte> bases)
    {
        for (int place = 0; bases[place..].IndexOfAnyExcept(Others) is >= 0 and int next;)
        {
            place += next;
            byte letter = bases[place];
            int length = bases[place..].IndexOfAnyExcept(letter);
            length = length < 0 ? bases.Length - place : length;
            Starts.Add(start + place);
            Lengths.Add(length);
            Letters.Add((char)letter);
            place += length;
        }
    }

    /// <summary>Puts the letters in their places, in the case of what stands there.</summary>
    /// <param name="start">Where the bases start in the corpus.</param>
    /// <param name="bases">Bases of which all ambiguous ones are N.</param>
    public void Restore(long start, Span<byte> bases)
    {
        if (Starts.Count == 0)
            return;
        int run = Starts.BinarySearch(start);
        // The run before the place found may reach into the bases.
        run = Math.Max(0, run < 0 ? ~run - 1 : run);
        for (; run < Starts.Count && Starts[run] < start + bases.Length; run++)
        {
            int from = (int)Math.Max(Starts[run] - start, 0);
            int to = (int)Math.Min(Starts[run] + Lengths[run] - start, bases.Length);
            for (int i = from; i < to; i++)
                bases[i] = (byte)(Letters[run] | (bases[i] & LowerCaseBit));
        }
    }

    /// <summary>Whether the runs are of such letters, apart, in order, and within so many bases.</summary>
    public bool AreIn(long length)
    {
        if (Lengths.Count != Starts.Count || Letters.Count != Starts.Count)
            return false;
        long end = 0;
        for (int i = 0; i < Starts.Count; i++)
        {
            if (Starts[i] < end || Lengths[i] < 1 || Lengths[i] > length - Starts[i]
                || !AllLetters.Contains(Letters[i], StringComparison.Ordinal))
                return false;
            end = Starts[i] + Lengths[i];
        }
        return true;
    }
}
