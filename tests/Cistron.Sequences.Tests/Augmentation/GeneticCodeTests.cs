using Cistron.Sequences.Augmentation;
using Cistron.Sequences.Tests.Formats;

namespace Cistron.Sequences.Tests.Augmentation;

public class GeneticCodeTests
{
    [Theory]
    [InlineData("ATG", 'M', 0)]
    [InlineData("AUG", 'M', 0)]
    [InlineData("TGG", 'W', 0)]
    [InlineData("TTT", 'F', 1)]
    [InlineData("ATA", 'I', 2)]
    [InlineData("GGG", 'G', 3)]
    [InlineData("CGT", 'R', 5)]
    [InlineData("AGC", 'S', 5)]
    [InlineData("TTA", 'L', 5)]
    [InlineData("TAA", '*', 0)]
    [InlineData("UGA", '*', 0)]
    [InlineData("ATN", 'X', 0)]
    public void Codons_have_their_amino_acid_and_synonyms(string codon, char aminoAcid, int synonyms)
    {
        Assert.Equal((byte)aminoAcid, GeneticCode.Translate(Texts.Ascii(codon)));
        Assert.Equal(synonyms, GeneticCode.SynonymCount(Texts.Ascii(codon)));
    }

    [Fact]
    public void Sixty_one_codons_stand_for_twenty_amino_acids()
    {
        string[] codons = [.. from a in "ACGT" from b in "ACGT" from c in "ACGT" select $"{a}{b}{c}"];
        byte[] aminoAcids = [.. codons.Select(codon => GeneticCode.Translate(Texts.Ascii(codon)))];

        Assert.Equal(3, aminoAcids.Count(letter => letter == GeneticCode.Stop));
        Assert.Equal("ACDEFGHIKLMNPQRSTVWY", Texts.String([.. aminoAcids.Distinct().Where(letter => letter != '*').Order()]));
    }
}
