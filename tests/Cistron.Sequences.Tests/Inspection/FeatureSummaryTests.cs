using Cistron.Sequences.Annotations;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Inspection;

namespace Cistron.Sequences.Tests.Inspection;

public class FeatureSummaryTests
{
    private const string GenBank =
        """
        LOCUS       X   60 bp    DNA     circular BCT 01-JAN-2000
        VERSION     X.1
        FEATURES             Location/Qualifiers
             gene            10..30
             CDS             complement(join(10..15,20..30))
             CDS             join(J00194.1:1..10,40..50)
        ORIGIN
                1 acgtacgtac acgtacgtac acgtacgtac acgtacgtac acgtacgtac acgtacgtac
        //

        """;

    [Fact]
    public void Features_of_bed_have_strands_and_sequences_and_no_types()
    {
        FeatureSummary features = Features("x.bed",
            "chr1\t10\t20\ta\t0\t+\nchr1\t30\t90\tb\t0\t-\nchr2\t30\t95\tc\t0\t.\nchr1\t0\t1\td\t0\t+\n");

        Assert.Equal((AnnotationFormat.Bed, 0, 4, 0), (features.Format, features.CountsFrom, features.Features, features.Joined));
        Assert.Equal((2, 1, 1),
            (features.Strands[Strand.Forward], features.Strands[Strand.Reverse], features.Strands[Strand.Unknown]));
        Assert.Equal([new NameCount("chr1", 3), new NameCount("chr2", 1)], features.Sequences.MostFrequent);
        Assert.Equal((1.0, 10.0, 65.0),
            (features.Lengths.Numbers.Min, features.Lengths.Median, features.Lengths.Numbers.Max));
        Assert.Equal((0, 0), (features.Types.Different, features.Bases));
    }

    [Fact]
    public void Parts_of_one_feature_of_gff3_are_counted_once_with_their_bases_together()
    {
        FeatureSummary features = Features("x",
            "##gff-version 3\nchr1\t.\tgene\t1\t100\t.\t+\t.\tID=g\nchr1\t.\tCDS\t1\t30\t.\t+\t0\tID=c\nchr1\t.\tCDS\t51\t80\t.\t+\t0\tID=c\n");

        Assert.Equal((AnnotationFormat.Gff3, 1, 2, 1), (features.Format, features.CountsFrom, features.Features, features.Joined));
        Assert.Equal([new NameCount("CDS", 1), new NameCount("gene", 1)], features.Types.MostFrequent);
        Assert.Equal((60.0, 100.0), (features.Lengths.Numbers.Min, features.Lengths.Numbers.Max));
    }

    [Fact]
    public void An_entry_of_GenBank_says_its_bases_and_what_was_left_out()
    {
        FeatureSummary features = Features("x", GenBank);

        Assert.Equal((AnnotationFormat.GenBank, 3, 1, 1, 60),
            (features.Format, features.Features, features.Joined, features.RemoteParts, features.Bases));
        Assert.Equal([new NameCount("CDS", 2), new NameCount("gene", 1)], features.Types.MostFrequent);
        Assert.Equal([new NameCount("X.1", 3)], features.Sequences.MostFrequent);
    }

    [Theory]
    [InlineData("x.tsv", "start\tend\tstrand\n3\t9\t+\n", AnnotationFormat.Table)]
    [InlineData("x.csv", "id,region,start,end,strand\n0,chr1,3,9,-\n", AnnotationFormat.Table)]
    [InlineData("x", "chr1\t10\t20\n", AnnotationFormat.Bed)]
    [InlineData("x", "chr1 10 20\n", AnnotationFormat.Bed)]
    [InlineData("x", "\ntrack name=x\nchr1\t10\t20\n", AnnotationFormat.Bed)]
    [InlineData("x.bed", "# made by hand\nchr1\t10\t20\n", AnnotationFormat.Bed)]
    [InlineData("x", "chr1\t.\tgene\t10\t20\t.\t+\t.\tID=a\n", AnnotationFormat.Gff3)]
    public void Annotations_are_recognised(string name, string text, AnnotationFormat format) =>
        Assert.Equal(format, Features(name, text).Format);

    [Fact]
    public void Tables_with_places_and_sequences_are_tables_of_sequences()
    {
        const string Table = "sequence,chromosome,start,end,label\nACGT,chr1,3,7,1\nAC,chr1,3,5,0\n";

        Assert.Equal(2, Inspect("x.csv", Table).Sequences!.Records);
    }

    [Theory]
    [InlineData("x.gff3", "##gff-version 3\n")]
    [InlineData("x.bed", "chr1\t20\t10\n")]
    [InlineData("x", "ID   X; SV 1; linear\n")]
    public void What_has_no_features_or_wrong_ones_is_refused(string name, string text) =>
        Assert.Throws<InputException>(() => Inspect(name, text));

    [Fact]
    public void Names_are_told_apart_as_far_as_their_letters_go()
    {
        var tally = new NameTally(mostLetters: 5);
        foreach (string name in (string[])["ab", "cd", "ef", "", "ab", "e"])
            tally.Add(name);

        Assert.Equal((3, true), (tally.Summary.Different, tally.Summary.IsCut));
        Assert.Equal([new NameCount("ab", 2), new NameCount("cd", 1), new NameCount("e", 1)], tally.Summary.MostFrequent);
    }

    private static FeatureSummary Features(string name, string text) => Inspect(name, text).Features!;

    private static FileInspection Inspect(string name, string text)
    {
        using var folder = new TemporaryFolder();
        return FileInspector.Inspect(folder.Write(name, text));
    }
}
