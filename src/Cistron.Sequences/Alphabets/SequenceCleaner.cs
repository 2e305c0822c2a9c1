using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
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
    // Letters of one kind have the same low five bits in either case, so a table has 32 places.
    private const int LetterBits = 0x1F;
    private const byte LowerCaseBit = 0x20;
    private const byte AmbiguityMark = 0x80;

    private readonly string _file;

    // What each raw letter becomes, marked where that is an ambiguity letter; 0 is a letter that cannot be taken in.
    private readonly byte[] _cleaned = new byte[LetterBits + 1];

    private long _total;
    private long _lowerCase;
    private long _thymineUracil;
    private long _ambiguous;

    /// <summary>A cleaner for the sequences of <paramref name="file"/>, which errors will name.</summary>
    public SequenceCleaner(Alphabet alphabet, string file)
    {
        Alphabet = alphabet;
        _file = file;
        foreach (byte letter in alphabet.Letters)
            _cleaned[letter & LetterBits] = letter;
        foreach (byte letter in alphabet.AmbiguityLetters)
            _cleaned[letter & LetterBits] = (byte)(letter | AmbiguityMark);
        if (alphabet.IsNucleic)
        {
            byte own = alphabet.IsCanonical((byte)'T') ? (byte)'T' : (byte)'U';
            _cleaned['T' & LetterBits] = own;
            _cleaned['U' & LetterBits] = own;
        }
    }

    /// <summary>The alphabet that sequences are brought into.</summary>
    public Alphabet Alphabet { get; }

    /// <summary>What was met and replaced since the cleaner was made.</summary>
    public LetterCounts Counts => new(_total, _lowerCase, _thymineUracil, _ambiguous);

    /// <summary>Cleans one sequence, or the next part of one, where it lies.</summary>
    /// <param name="bases">The raw letters; after an error they are partly cleaned.</param>
    /// <param name="id">The sequence's name, for errors.</param>
    /// <param name="line">The 1-based line on which the sequence's record starts, for errors.</param>
    /// <param name="start">Where the part starts in its sequence, 0-based, for errors; default 0.</param>
    /// <exception cref="InputException">A letter has no place in the alphabet.</exception>
    public void Clean(Span<byte> bases, string id, long line, long start = 0)
    {
        for (int i = CleanVectors(bases); i < bases.Length; i++)
        {
            byte raw = bases[i];
            byte cleaned = char.IsAsciiLetter((char)raw) ? _cleaned[raw & LetterBits] : (byte)0;
            if (cleaned == 0)
                throw Illegal((char)raw, start + i, id, line);
            bases[i] = (byte)(cleaned & ~AmbiguityMark);
            _total++;
            _lowerCase += (raw & LowerCaseBit) != 0 ? 1 : 0;
            _thymineUracil += bases[i] != (raw & ~LowerCaseBit) ? 1 : 0;
            _ambiguous += (cleaned & AmbiguityMark) != 0 ? 1 : 0;
        }
    }

    // Cleans sixteen letters at a time as Clean does one, up to the first illegal letter or the last whole sixteen, and
    // gives how many that were.
    private int CleanVectors(Span<byte> bases)
    {
        var lowLetters = Vector128.Create<byte>(_cleaned.AsSpan(0, Vector128<byte>.Count));
        var highLetters = Vector128.Create<byte>(_cleaned.AsSpan(Vector128<byte>.Count));
        var lowerCaseBits = Vector128.Create(LowerCaseBit);
        int i = 0;
        for (; i <= bases.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            var raw = Vector128.Create<byte>(bases[i..]);
            var place = raw & Vector128.Create((byte)0x0F);
            var isHigh = Vector128.Equals(raw & Vector128.Create((byte)0x10), Vector128.Create((byte)0x10));
            var cleaned = Vector128.ConditionalSelect(isHigh,
                Vector128.ShuffleNative(highLetters, place), Vector128.ShuffleNative(lowLetters, place));
            var isLetter = Vector128.Equals(raw & Vector128.Create((byte)0xC0), Vector128.Create((byte)0x40));
            if (Vector128.EqualsAny(cleaned & isLetter, Vector128<byte>.Zero))
                break;
            var letters = cleaned & Vector128.Create((byte)(AmbiguityMark - 1));
            letters.CopyTo(bases[i..]);
            _lowerCase += Count(Vector128.Equals(raw & lowerCaseBits, lowerCaseBits));
            _thymineUracil += Count(~Vector128.Equals(letters, raw & ~lowerCaseBits));
            _ambiguous += Count(cleaned);
        }
        _total += i;
        return i;
    }

    // Lanes whose highest bit is set.
    private static int Count(Vector128<byte> lanes) => BitOperations.PopCount(lanes.ExtractMostSignificantBits());

    private InputException Illegal(char letter, long index, string id, long line)
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
