using Cistron.Sequences.Alphabets;

namespace Cistron.Sequences.Reads;

/// <summary>A primer of DNA in IUPAC letters, each of which binds every base that it stands for.</summary>
public sealed class Primer
{
    private const string Letters = "ACGTRYSWKMBDHVN";

    // The bases of each letter as bits of A, C, G and T (Cornish-Bowden 1985, table 1).
    private static readonly byte[] BitsOfLetters = [1, 2, 4, 8, 5, 10, 6, 9, 12, 3, 14, 13, 11, 7, 15];
    private static readonly byte[] Bits = BitsOfAscii();

    private readonly byte[] _letters;
    private readonly int _mismatches;

    /// <summary>A primer as it is ordered, 5' to 3'.</summary>
    /// <param name="letters">Its letters, in upper case.</param>
    /// <param name="mismatches">How many of them may fail to bind.</param>
    /// <exception cref="ArgumentException">It is empty, a letter is none of IUPAC's, or all letters may fail.</exception>
    public Primer(string letters, int mismatches)
    {
        if (letters.Length == 0 || !letters.All(letter => Letters.Contains(letter, StringComparison.Ordinal)))
            throw new ArgumentException($"'{letters}' is no primer: it has letters of {Letters} only, and at least one.", nameof(letters));
        if (mismatches < 0 || mismatches >= letters.Length)
            throw new ArgumentException($"A primer of {letters.Length} letters cannot miss {mismatches}.", nameof(mismatches));
        _letters = [.. letters.Select(letter => (byte)letter)];
        _mismatches = mismatches;
    }

    /// <summary>The number of its letters.</summary>
    public int Length => _letters.Length;

    /// <summary>The primer of the other strand: what it looks like in the sequence that it is read against.</summary>
    public Primer ReverseComplement()
    {
        byte[] letters = [.. _letters];
        Alphabets.ReverseComplement.InPlace(letters, Alphabet.Dna);
        return new Primer(System.Text.Encoding.ASCII.GetString(letters), _mismatches);
    }

    /// <summary>
    /// Where it binds best, the first of equals; null when more letters fail everywhere than may. An ambiguous letter of
    /// the sequence is bound when the primer's letter stands for all that it may be.
    /// </summary>
    public int? Find(ReadOnlySpan<byte> bases)
    {
        int? best = null;
        int allowed = _mismatches;
        for (int start = 0; start + Length <= bases.Length; start++)
        {
            int failed = 0;
            for (int i = 0; i < Length && failed <= allowed; i++)
                if (Bits[bases[start + i]] is var found && (found == 0 || (found & ~Bits[_letters[i]]) != 0))
                    failed++;
            if (failed > allowed)
                continue;
            best = start;
            allowed = failed - 1;
        }
        return best;
    }

    private static byte[] BitsOfAscii()
    {
        byte[] bits = new byte[256];
        for (int i = 0; i < Letters.Length; i++)
            bits[Letters[i]] = BitsOfLetters[i];
        return bits;
    }
}
