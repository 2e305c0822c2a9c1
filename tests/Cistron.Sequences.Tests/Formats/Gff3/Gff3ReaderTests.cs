using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Gff3;
using Cistron.Sequences.Tests.Annotations;

namespace Cistron.Sequences.Tests.Formats.Gff3;

public class Gff3ReaderTests
{
    [Fact]
    public void Positions_count_from_1_in_the_file_and_from_0_outside() =>
        Assert.Equal(["gene|c:0-9(+)||tool|1.5|ID=g1"], Read("c\ttool\tgene\t1\t9\t1.5\t+\t.\tID=g1\n"));

    [Theory]
    [InlineData("a=1;b=2;", "a=1;b=2")]
    [InlineData("Parent=x,y;Note=a b", "Parent=x;Parent=y;Note=a b")]
    [InlineData("Note=a%2Cb%3B%25%09,50% off %zz %4", "Note=a,b;%\t;Note=50% off %zz %4")]
    [InlineData("Note=caf%C3%A9; x=a b ", "Note=caf\u00e9;x=a b")]
    [InlineData("a%3Db=1;;c=", "a=b=1;c=")]
    [InlineData("Note=\"quoted\"", "Note=\"quoted\"")]
    [InlineData(".", "")]
    [InlineData("", "")]
    public void Attributes_have_several_values_and_escapes(string written, string read)
    {
        string[] features = Read($"c\t.\tgene\t1\t9\t.\t.\t.\t{written}\n");

        Assert.Equal([$"gene|c:0-9||||{read}"], features);
    }

    [Fact]
    public void Escapes_in_the_names_of_sequences_and_types_are_undone() =>
        Assert.Equal(["my gene|chr 1>:0-9||a\tb||"], Read("chr%201%3E\ta%09b\tmy%20gene\t1\t9\t.\t?\t.\t.\n"));

    [Fact]
    public void Lines_with_one_ID_are_parts_of_one_feature_along_the_forward_strand()
    {
        string[] features = Read("""
            ##gff-version 3.1.26
            c	.	mRNA	1	90	.	-	.	ID=m
            c	.	CDS	61	90	.	-	0	ID=p;Parent=m;Name=x
            c	.	exon	1	30	.	-	.	Parent=m
            c	.	CDS	1	30	.	-	2	ID=p;Parent=m;Note=last
            c	.	exon	61	90	.	-	.	Parent=m

            """);

        Assert.Equal(
            [
                "mRNA|c:0-90(-)||||ID=m",
                "CDS|c:0-30(-)2 c:60-90(-)0||||ID=p;Parent=m;Name=x;Note=last",
                "exon|c:0-30(-)||||Parent=m",
                "exon|c:60-90(-)||||Parent=m",
            ],
            features);
    }

    [Theory]
    [InlineData("###\n")]
    [InlineData("d\t.\tgene\t1\t9\t.\t+\t.\t.\n")]
    public void A_boundary_or_another_sequence_ends_a_feature(string between)
    {
        const string Line = "c\t.\tgene\t1\t9\t.\t+\t.\tID=1_1\n";

        Assert.Equal(2, Read(Line + between + Line).Count(feature => feature.Contains("1_1", StringComparison.Ordinal)));
        Assert.Single(Read(Line + "# note\n\n" + Line));
    }

    [Fact]
    public void Features_before_a_boundary_come_before_the_rest_is_read()
    {
        using var reader = new Gff3Reader(Texts.Lines("c\t.\tgene\t1\t9\t.\t+\t.\tID=a\n###\nnonsense\n"));

        Assert.Equal("a", reader.Features().First().Name);
    }

    [Theory]
    [InlineData("##FASTA\n>c note\nAC\nGT\n")]
    [InlineData(">c note\nAC\nGT\n")]
    public void Sequences_end_the_features(string sequences)
    {
        using var reader = new Gff3Reader(Texts.Lines("##gff-version 3\nc\t.\tgene\t1\t4\t.\t+\t.\t.\n" + sequences));

        Assert.Single(reader.Features());
        Assert.Equal(["c:ACGT"], reader.Sequences().Select(record => $"{record.Id}:{Texts.String(record.Bases)}"));
    }

    [Fact]
    public void A_file_without_sequences_has_none()
    {
        using var reader = new Gff3Reader(Texts.Lines("c\t.\tgene\t1\t4\t.\t+\t.\t.\n"));

        Assert.Single(reader.Features());
        Assert.Empty(reader.Sequences());
    }

    [Fact]
    public void What_prodigal_and_NCBI_write_is_read()
    {
        string[] features = Read("""
            ##gff-version  3
            #!processor NCBI annotwriter
            # Sequence Data: seqnum=1;seqlen=90;seqhdr="c d"
            ##sequence-region c 1 90
            ##species https://www.ncbi.nlm.nih.gov/Taxonomy/Browser/wwwtax.cgi?id=511145
            c	RefSeq	region	1	90	.	+	.	ID=c:1..90;Dbxref=taxon:511145;Is_circular=true
            c	Prodigal_v2.6.3	CDS	3	98	1.2	+	0	ID=1_1;partial=10;

            """);

        Assert.Equal(
            [
                "region|c:0-90(+)||RefSeq||ID=c:1..90;Dbxref=taxon:511145;Is_circular=true",
                "CDS|c:2-98(+)0||Prodigal_v2.6.3|1.2|ID=1_1;partial=10",
            ],
            features);
    }

    [Fact]
    public void Regions_are_what_the_directives_say()
    {
        using var reader = new Gff3Reader(Texts.Lines("##sequence-region a%20b 1 90\n##sequence-region c 11 20\n"));

        Assert.Empty(reader.Features());
        Assert.Equal(["a b:0-90", "c:10-20"], reader.Regions.Select(region => region.ToString()));
    }

    [Theory]
    [InlineData("c\t.\tgene\t0\t9\t.\t+\t.\t.\n", 1, "the start is '0'; GFF3 gives places as whole numbers that count from 1")]
    [InlineData("c\t.\tgene\t5\t4\t.\t+\t.\t.\n", 1, "the start 5 is after the end 4; GFF3 counts from 1")]
    [InlineData("\n#\nc\t.\tgene\t1\t4\n", 3, "the line has 5 columns; GFF3 has nine")]
    [InlineData("c . gene 1 4 . + . .\n", 1, "the line 'c . gene 1 4 . + . .' has no tabs")]
    [InlineData("c\t.\tgene\t1\t9\tNaN\t+\t.\t.\n", 1, "the score is 'NaN'")]
    [InlineData("c\t.\tgene\t1\t9\t.\tx\t.\t.\n", 1, "the strand is 'x'")]
    [InlineData("c\t.\tCDS\t1\t9\t.\t+\t3\t.\n", 1, "the phase is '3'")]
    [InlineData(".\t.\tCDS\t1\t9\t.\t+\t0\t.\n", 1, "the first column is empty")]
    [InlineData("c\t.\tCDS\t1\t9\t.\t+\t0\tgene_id \"a\"; x \"b\";\n", 1, "the attribute 'gene_id \"a\"' is one of GTF (GFF2)")]
    [InlineData("c\t.\tCDS\t1\t9\t.\t+\t0\tID=a;b c\n", 1, "the attribute is 'b c'")]
    [InlineData("##gff-version 2\n", 1, "the file is of GFF version '2'")]
    [InlineData("##sequence-region c 0 9\n", 1, "the line is '##sequence-region c 0 9'")]
    [InlineData("##sequence-region c 1 8\nc\t.\tgene\t1\t9\t.\t+\t.\t.\n", 2, "the feature lies at 1 to 9; the ##sequence-region of 'c' is 1 to 8")]
    [InlineData("c\t.\tCDS\t1\t9\t.\t+\t0\tID=a\nc\t.\tgene\t1\t9\t.\t+\t.\tID=a\n", 2, "the feature 'a' is 'CDS' on line 1 and 'gene' here")]
    public void A_wrong_line_is_named_with_what_GFF3_counts_from(string text, long line, string found)
    {
        var fault = Assert.Throws<InputException>(() => Read(text));

        Assert.StartsWith($"x.gff:{line}: {found}", fault.Message, StringComparison.Ordinal);
    }

    private static string[] Read(string text)
    {
        using var reader = new Gff3Reader(Texts.Lines(text, "x.gff"));
        return [.. reader.Features().Select(FeatureText.Show)];
    }
}
