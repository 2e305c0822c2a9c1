using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json.Serialization;

namespace Cistron.Sequences.Alphabets;

/// <summary>
/// A set of upper-case ASCII letters that sequences are written in: the canonical letters that models learn, and the
/// IUPAC letters that stand for several of them. Lower case belongs to no alphabet: <see cref="SequenceCleaner"/>
/// brings raw letters in.
/// </summary>
/// <remarks>
/// Source of the letters: Cornish-Bowden, "Nomenclature for incompletely specified bases in nucleic acid sequences"
/// (NC-IUB recommendations 1984, published 1985), and IUPAC-IUB JCBN, "Nomenclature and symbolism for amino acids and
/// peptides" (1983), to which J (leucine or isoleucine), O (pyrrolysine) and U (selenocysteine) came later.
/// </remarks>
[JsonConverter(typeof(AlphabetConverter))]
public sealed class Alphabet
{
    // Every base and what it pairs with, canonical and ambiguous alike; read from left to right, then back.
    private const string NucleicAmbiguity = "RYSWKMBDHVN";
    private const string NucleicAmbiguityComplement = "YRSWMKVHDBN";

    // Of each ambiguity letter the places of its bases among A, C, G, T.
    private static readonly int[][] NucleicMeanings =
        [[0, 2], [1, 3], [1, 2], [0, 3], [2, 3], [0, 1], [1, 2, 3], [0, 2, 3], [0, 1, 3], [0, 1, 2], [0, 1, 2, 3]];

    private readonly byte[] _letters;
    private readonly byte[] _ambiguityLetters;
    private readonly int[] _indices = new int[256];
    private readonly bool[] _isLetter = new bool[256];

    private Alphabet(string name, string letters, string ambiguityLetters, string complements)
    {
        Name = name;
        _letters = [.. letters.Select(letter => (byte)letter)];
        _ambiguityLetters = [.. ambiguityLetters.Select(letter => (byte)letter)];
        Array.Fill(_indices, -1);
        for (int i = 0; i < letters.Length; i++)
            _indices[letters[i]] = i;
        foreach (char letter in letters + ambiguityLetters)
            _isLetter[letter] = true;
        for (int i = 0; i < complements.Length; i++)
        {
            char letter = (letters + ambiguityLetters)[i];
            Complements[letter] = (byte)complements[i];
            Complements[char.ToLowerInvariant(letter)] = (byte)char.ToLowerInvariant(complements[i]);
        }
        Paired = SearchValues.Create([.. from letter in Enumerable.Range(0, 256) where Complements[letter] != 0 select (byte)letter]);
    }

    /// <summary>Deoxyribonucleic acid: A, C, G, T, and eleven ambiguity letters from R to N.</summary>
    public static Alphabet Dna { get; } = new("dna", "ACGT", NucleicAmbiguity, "TGCA" + NucleicAmbiguityComplement);

    /// <summary>Ribonucleic acid: A, C, G, U, and eleven ambiguity letters from R to N.</summary>
    public static Alphabet Rna { get; } = new("rna", "ACGU", NucleicAmbiguity, "UGCA" + NucleicAmbiguityComplement);

    /// <summary>
    /// Protein: the twenty standard residues in the order of their letters. B, J, Z and X stand for several residues;
    /// the rare residues O and U are counted with them, because no model of the twenty can tell them.
    /// </summary>
    public static Alphabet Protein { get; } = new("protein", "ACDEFGHIKLMNPQRSTVWY", "BJOUXZ", "");

    private static readonly FrozenDictionary<string, Alphabet> ByName =
        new[] { Dna, Rna, Protein }.ToFrozenDictionary(alphabet => alphabet.Name);

    /// <summary>The name in recipes and model folders: <c>dna</c>, <c>rna</c> or <c>protein</c>.</summary>
    public string Name { get; }

    /// <summary>The canonical letters in their fixed order, in which vocabularies number them.</summary>
    public ReadOnlySpan<byte> Letters => _letters;

    /// <summary>The letters that stand for several canonical ones.</summary>
    public ReadOnlySpan<byte> AmbiguityLetters => _ambiguityLetters;

    /// <summary>Whether the letters are bases, which have a complement.</summary>
    public bool IsNucleic => Complements['A'] != 0;

    /// <summary>
    /// The complement of every letter at the letter's own index, in lower case at a lower-case one; 0 where there is
    /// none.
    /// </summary>
    internal byte[] Complements { get; } = new byte[256];

    /// <summary>All that have one of <see cref="Complements"/>.</summary>
    internal SearchValues<byte> Paired { get; }

    /// <summary>The alphabet called <paramref name="name"/>: <c>dna</c>, <c>rna</c> or <c>protein</c>.</summary>
    /// <exception cref="ArgumentException">No alphabet has that name.</exception>
    public static Alphabet Named(string name) =>
        ByName.TryGetValue(name, out Alphabet? alphabet)
            ? alphabet
            : throw new ArgumentException($"'{name}' names no alphabet; write dna, rna or protein.", nameof(name));

    /// <summary>Whether <paramref name="letter"/> is one of <see cref="Letters"/>.</summary>
    public bool IsCanonical(byte letter) => _indices[letter] >= 0;

    /// <summary>Whether <paramref name="letter"/> is canonical or an ambiguity letter.</summary>
    public bool IsLetter(byte letter) => _isLetter[letter];

    /// <summary>
    /// The place of <paramref name="letter"/> in <see cref="Letters"/>, or -1 when it is not canonical.
    /// </summary>
    public int IndexOf(byte letter) => _indices[letter];

    /// <summary>
    /// The places in <see cref="Letters"/> of the bases that <paramref name="letter"/> stands for: one, or those of an
    /// ambiguity letter.
    /// </summary>
    /// <exception cref="ArgumentException">The alphabet is not nucleic, or the letter is not of it.</exception>
    public IReadOnlyList<int> BasesOf(byte letter) => !IsNucleic || !IsLetter(letter)
        ? throw new ArgumentException($"The {Name} alphabet has no base '{(char)letter}'.", nameof(letter))
        : IsCanonical(letter) ? [IndexOf(letter)] : NucleicMeanings[NucleicAmbiguity.IndexOf((char)letter, StringComparison.Ordinal)];

    /// <summary>
    /// The base that pairs with <paramref name="letter"/>; an ambiguity letter gives the letter of all partners.
    /// </summary>
    /// <exception cref="ArgumentException">The alphabet is not nucleic, or the letter is not of it.</exception>
    public byte Complement(byte letter)
    {
        byte complement = Complements[letter];
        return complement != 0 && IsLetter(letter)
            ? complement
            : throw new ArgumentException($"The {Name} alphabet pairs no '{(char)letter}'.", nameof(letter));
    }

    /// <summary>The alphabet's name.</summary>
    public override string ToString() => Name;
}
