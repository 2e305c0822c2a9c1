using Cistron.Sequences.Alphabets;

namespace Cistron.Sequences.Tests.Alphabets;

public class AlphabetTests
{
    [Theory]
    [InlineData("dna", "ACGT")]
    [InlineData("rna", "ACGU")]
    [InlineData("protein", "ACDEFGHIKLMNPQRSTVWY")]
    public void An_alphabet_is_found_by_its_name_and_keeps_its_letters_in_order(string name, string letters)
    {
        var alphabet = Alphabet.Named(name);

        Assert.Equal(name, alphabet.Name);
        Assert.Equal(letters, new string([.. alphabet.Letters.ToArray().Select(letter => (char)letter)]));
        Assert.All(letters, (letter, index) => Assert.Equal(index, alphabet.IndexOf((byte)letter)));
    }

    [Theory]
    [InlineData("DNA")]
    [InlineData("")]
    public void A_name_of_no_alphabet_is_refused_with_the_names_that_exist(string name)
    {
        var fault = Assert.Throws<ArgumentException>(() => Alphabet.Named(name));

        Assert.Contains("dna, rna or protein", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_byte_is_canonical_ambiguous_or_foreign()
    {
        foreach (Alphabet alphabet in new[] { Alphabet.Dna, Alphabet.Rna, Alphabet.Protein })
        {
            for (int letter = 0; letter < 256; letter++)
            {
                bool isCanonical = alphabet.Letters.Contains((byte)letter);
                bool isAmbiguous = alphabet.AmbiguityLetters.Contains((byte)letter);

                Assert.False(isCanonical && isAmbiguous);
                Assert.Equal(isCanonical, alphabet.IsCanonical((byte)letter));
                Assert.Equal(isCanonical || isAmbiguous, alphabet.IsLetter((byte)letter));
            }
        }
    }

    [Theory]
    [InlineData("ACGTRYSWKMBDHVN", "TGCAYRSWMKVHDBN")]
    public void Dna_pairs_every_letter_as_the_nomenclature_says(string letters, string complements)
    {
        for (int i = 0; i < letters.Length; i++)
            Assert.Equal(complements[i], (char)Alphabet.Dna.Complement((byte)letters[i]));
    }

    [Fact]
    public void The_complement_of_an_ambiguity_letter_stands_for_the_complements_of_its_bases()
    {
        var basesOf = new Dictionary<char, string>
        {
            ['R'] = "AG", ['Y'] = "CT", ['S'] = "CG", ['W'] = "AT", ['K'] = "GT", ['M'] = "AC",
            ['B'] = "CGT", ['D'] = "AGT", ['H'] = "ACT", ['V'] = "ACG", ['N'] = "ACGT",
        };

        foreach ((char letter, string bases) in basesOf)
        {
            char complement = (char)Alphabet.Dna.Complement((byte)letter);
            var paired = bases.Select(b => (char)Alphabet.Dna.Complement((byte)b)).Order();
            Assert.Equal(basesOf[complement], string.Concat(paired));
        }
    }

    [Fact]
    public void Letters_without_a_partner_have_no_complement()
    {
        Assert.Throws<ArgumentException>(() => Alphabet.Dna.Complement((byte)'U'));
        Assert.Throws<ArgumentException>(() => Alphabet.Rna.Complement((byte)'T'));
        Assert.Throws<ArgumentException>(() => Alphabet.Dna.Complement((byte)'a'));
        Assert.Throws<ArgumentException>(() => Alphabet.Protein.Complement((byte)'A'));
        Assert.False(Alphabet.Protein.IsNucleic);
    }
}
