using System.Globalization;
using System.Text;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Alphabets;

/// <summary>
/// Brings the raw letters of one file into an alphabet and counts what it replaces: lower case (soft masking) is
/// raised, T and U become the alphabet's own letter, ambiguity letters are kept. Anything else, such as gaps, stops and
/// spaces, is the user's to mend and ends in an <see cref="InputException"/>. Not thread-safe.
/// </summary>
public sealed class SequenceCleaner
{
    private readonly string _file;

    // What each raw letter becomes; 0 is a letter that cannot be taken in.
    private readonly byte[] _cleaned = new byte[256];

    // How often each raw letter was met: all counts follow from this, so the hot loop keeps only one.
    private readonly long[] _met = new long[256];

    /// <summary>A cleaner for the sequences of <paramref name="file"/>, which errors will name.</summary>
    public SequenceCleaner(Alphabet alphabet, string file)
    {
        Alphabet = alphabet;
        _file = file;
        foreach (byte letter in (ReadOnlySpan<byte>)[.. alphabet.Letters, .. alphabet.AmbiguityLetters])
            Accept(letter, letter);
        if (alphabet.IsNucleic)
        {
            byte own = alphabet.IsCanonical((byte)'T') ? (byte)'T' : (byte)'U';
            Accept((byte)'T', own);
            Accept((byte)'U', own);
        }
    }

    /// <summary>The alphabet that sequences are brought into.</summary>
    public Alphabet Alphabet { get; }

    /// <summary>What was met and replaced since the cleaner was made.</summary>
    public LetterCounts Counts
    {
        get
        {
            var counts = new LetterCounts();
            for (int raw = 0; raw < _met.Length; raw++)
            {
                long met = _met[raw];
                byte cleaned = _cleaned[raw];
                counts = new LetterCounts(
                    counts.Total + met,
                    counts.LowerCase + (char.IsAsciiLetterLower((char)raw) ? met : 0),
                    counts.ThymineUracil + (char.ToUpperInvariant((char)raw) != cleaned ? met : 0),
                    counts.Ambiguous + (Alphabet.IsCanonical(cleaned) ? 0 : met));
            }
            return counts;
        }
    }

    /// <summary>Cleans one sequence where it lies.</summary>
    /// <param name="bases">The raw letters; after an error they are partly cleaned.</param>
    /// <param name="id">The sequence's name, for errors.</param>
    /// <param name="line">The 1-based line on which the sequence's record starts, for errors.</param>
    /// <exception cref="InputException">A letter has no place in the alphabet.</exception>
    public void Clean(Span<byte> bases, string id, long line)
    {
        for (int i = 0; i < bases.Length; i++)
        {
            byte raw = bases[i];
            byte cleaned = _cleaned[raw];
            if (cleaned == 0)
                throw Illegal((char)raw, i, id, line);
            _met[raw]++;
            bases[i] = cleaned;
        }
    }

    private void Accept(byte raw, byte cleaned)
    {
        _cleaned[raw] = cleaned;
        _cleaned[char.ToLowerInvariant((char)raw)] = cleaned;
    }

    private InputException Illegal(char letter, int index, string id, long line)
    {
        string remedy = letter switch
        {
            '-' or '.' => "take the gaps out of the alignment",
            '*' => "take the stop out",
            ' ' or '\t' or '\r' or '\n' => "take the white space out",
            _ when Alphabet.IsNucleic && Alphabet.Protein.IsLetter((byte)char.ToUpperInvariant(letter)) =>
                "correct the letter; if these are proteins, they need a model of proteins",
            _ => "correct the letter or leave the sequence out",
        };
        return new InputException(_file, line,
            string.Create(CultureInfo.InvariantCulture,
                $"sequence {InputException.Quote(id)} has {InputException.Quote([letter])} at position {index + 1}"),
            $"the {Alphabet.Name} alphabet has {Text(Alphabet.Letters)} and {Text(Alphabet.AmbiguityLetters)}",
            remedy);
    }

    private static string Text(ReadOnlySpan<byte> letters) => Encoding.ASCII.GetString(letters);
}
