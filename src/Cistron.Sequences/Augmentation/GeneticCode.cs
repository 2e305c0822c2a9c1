using Cistron.Sequences.Alphabets;

namespace Cistron.Sequences.Augmentation;

/// <summary>
/// The standard genetic code (translation table 1 of the NCBI, which lists amino acids for codons in the order T, C, A,
/// G with the last base changing fastest).
/// </summary>
public static class GeneticCode
{
    /// <summary>Bases of a codon.</summary>
    public const int CodonLength = 3;

    /// <summary>What a stop codon is translated to, <c>*</c>.</summary>
    public const byte Stop = (byte)'*';

    private static readonly byte[][] Synonyms = [.. Enumerable.Range(0, AminoAcids.Length).Select(SynonymsOf)];

    private static ReadOnlySpan<byte> AminoAcids =>
        "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG"u8;

    private static ReadOnlySpan<byte> Bases => "TCAG"u8;

    /// <summary>
    /// The amino acid of a codon, <see cref="Stop"/> for a stop codon, or X when a base is not canonical.
    /// </summary>
    /// <param name="codon">Three bases, T or U alike.</param>
    public static byte Translate(ReadOnlySpan<byte> codon) =>
        IndexOf(codon) is >= 0 and int index ? AminoAcids[index] : (byte)'X';

    /// <summary>How many other codons stand for the same amino acid; none for a stop codon.</summary>
    /// <param name="codon">Three bases, T or U alike.</param>
    public static int SynonymCount(ReadOnlySpan<byte> codon) =>
        IndexOf(codon) is >= 0 and int index ? Synonyms[index].Length : 0;

    /// <summary>Writes one of the codons that stand for the same amino acid.</summary>
    /// <param name="codon">Three bases, T or U alike; they become the other codon.</param>
    /// <param name="choice">Which one, 0 to less than <see cref="SynonymCount"/>.</param>
    /// <param name="alphabet">DNA or RNA.</param>
    public static void WriteSynonym(Span<byte> codon, int choice, Alphabet alphabet)
    {
        int index = Synonyms[IndexOf(codon)][choice];
        for (int i = CodonLength - 1; i >= 0; i--, index /= Bases.Length)
        {
            byte letter = Bases[index % Bases.Length];
            codon[i] = letter == (byte)'T' && alphabet == Alphabet.Rna ? (byte)'U' : letter;
        }
    }

    private static int IndexOf(ReadOnlySpan<byte> codon)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(codon.Length, CodonLength, nameof(codon));
        int index = 0;
        foreach (byte letter in codon)
        {
            int digit = Bases.IndexOf(letter == (byte)'U' ? (byte)'T' : letter);
            if (digit < 0)
                return -1;
            index = index * Bases.Length + digit;
        }
        return index;
    }

    private static byte[] SynonymsOf(int index)
    {
        List<byte> synonyms = [];
        for (int other = 0; other < AminoAcids.Length; other++)
            if (other != index && AminoAcids[other] == AminoAcids[index] && AminoAcids[other] != Stop)
                synonyms.Add((byte)other);
        return [.. synonyms];
    }
}
