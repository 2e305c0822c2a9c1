using Cistron.Sequences.Alphabets;

namespace Cistron.Data.Recipes;

/// <summary>The alphabets that k-mer tokenizers take.</summary>
public enum NucleicAlphabet
{
    /// <summary>A, C, G and T.</summary>
    Dna,

    /// <summary>A, C, G and U.</summary>
    Rna,
}

/// <summary>What <see cref="NucleicAlphabet"/> means.</summary>
public static class NucleicAlphabets
{
    /// <summary>The alphabet's letters.</summary>
    public static Alphabet Letters(this NucleicAlphabet alphabet) =>
        alphabet == NucleicAlphabet.Rna ? Alphabet.Rna : Alphabet.Dna;
}
