using Cistron.Sequences.Alphabets;

namespace Cistron.Sequences.Corpora;

/// <summary>What the windows of a corpus are like.</summary>
/// <param name="Bases">The length of a window; a region shorter than it is a window as a whole.</param>
/// <param name="MaxAmbiguousShare">
/// A window with a larger share of ambiguity letters is passed over, so that assembly gaps are not learnt; 1 takes all.
/// </param>
public sealed record WindowOptions(int Bases, double MaxAmbiguousShare)
{
    /// <summary>The length of a window, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Bases { get; } = Bases > 0
        ? Bases
        : throw new ArgumentOutOfRangeException(nameof(Bases), Bases, "A window has at least one base.");

    /// <summary>
    /// Every other window that is drawn has a random length from this one to <see cref="Bases"/>, as DNABERT's pre-training
    /// data has (Ji et al. 2021, §2.2); null: all have the full length.
    /// </summary>
    public int? Shortest { get; init; }

    /// <summary>The largest share of ambiguity letters, from 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 0 to 1.</exception>
    public double MaxAmbiguousShare { get; } = MaxAmbiguousShare is >= 0 and <= 1
        ? MaxAmbiguousShare
        : throw new ArgumentOutOfRangeException(
            nameof(MaxAmbiguousShare), MaxAmbiguousShare, "A share is from 0 to 1.");

    /// <summary>Whether few enough of the letters are ambiguity letters.</summary>
    public bool Accepts(ReadOnlySpan<byte> bases, Alphabet alphabet)
    {
        int ambiguous = bases.Length;
        foreach (byte letter in alphabet.Letters)
            ambiguous -= bases.Count(letter);
        return ambiguous <= MaxAmbiguousShare * bases.Length;
    }
}
