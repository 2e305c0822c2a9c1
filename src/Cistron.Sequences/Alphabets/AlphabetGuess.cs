using System.Globalization;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Alphabets;

/// <summary>The alphabet that a file's first sequences seem to be written in.</summary>
/// <param name="Alphabet">The alphabet.</param>
/// <param name="Sequences">How many sequences it was guessed from.</param>
/// <remarks>
/// Protein when a letter is met that names no base, such as E or L, or when less than half of the letters are A, C, G,
/// T, U or N, because short peptides can consist of letters that would be ambiguous bases. Else RNA when there is U and
/// no T, else DNA. Letters of no alphabet are passed over here; <see cref="SequenceCleaner"/> reports them.
/// </remarks>
public sealed record AlphabetGuess(Alphabet Alphabet, int Sequences)
{
    /// <summary>The most sequences that are looked at.</summary>
    public const int MostSequences = 1_000;

    private const int MostLetters = 10_000_000;

    /// <summary>Guesses from the first sequences: at most a thousand, or ten million letters.</summary>
    /// <param name="sequences">Raw letters; read no further than needed.</param>
    /// <param name="file">Their file, for errors.</param>
    /// <exception cref="InputException">The sequences have no letters.</exception>
    public static AlphabetGuess From(IEnumerable<byte[]> sequences, string file)
    {
        long[] met = new long[256];
        int count = 0;
        long letters = 0;
        foreach (byte[] bases in sequences)
        {
            foreach (byte letter in bases.AsSpan(0, (int)Math.Min(bases.Length, MostLetters - letters)))
                met[letter]++;
            letters += bases.Length;
            if (++count == MostSequences || letters >= MostLetters)
                break;
        }
        return new AlphabetGuess(Of(met) ?? throw NoLetters(count, file), count);
    }

    /// <summary>One line such as <c>dna, guessed from the first 1,000 sequences</c>.</summary>
    public string Explain() =>
        string.Create(CultureInfo.InvariantCulture,
            $"{Alphabet.Name}, guessed from the first {(Sequences == 1 ? "sequence" : $"{Sequences:N0} sequences")}");

    /// <summary>The alphabet of letters, counted at their own codes; null when there are none.</summary>
    internal static Alphabet? Of(ReadOnlySpan<long> met)
    {
        long all = Count(met, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        if (all == 0)
            return null;
        long bases = Count(met, "ACGTUN");
        long ambiguousBases = Count(met, "RYSWKMBDHV");
        if (bases + ambiguousBases < all || 2 * bases < all)
            return Alphabet.Protein;
        return Count(met, "U") > 0 && Count(met, "T") == 0 ? Alphabet.Rna : Alphabet.Dna;
    }

    private static long Count(ReadOnlySpan<long> met, string letters)
    {
        long count = 0;
        foreach (char letter in letters)
            count += met[letter] + met[char.ToLowerInvariant(letter)];
        return count;
    }

    private static InputException NoLetters(int count, string file) =>
        new(file, null, string.Create(CultureInfo.InvariantCulture, $"the first {count:N0} sequences have no letters"),
            "sequences were expected", "check the file or name the alphabet");
}
