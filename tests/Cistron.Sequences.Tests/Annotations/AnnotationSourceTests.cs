using Cistron.Sequences.Annotations;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Tests.Formats;

namespace Cistron.Sequences.Tests.Annotations;

public class AnnotationSourceTests
{
    [Theory]
    [InlineData("##gff-version 3\nc\t.\tgene\t1\t9\t.\t+\t.\tID=a\n", "x", AnnotationFormat.Gff3, "gene|c:0-9(+)||||ID=a")]
    [InlineData("# note\nc\t.\tgene\t1\t9\t.\t+\t.\tID=a\n", "x.bed", AnnotationFormat.Gff3, "gene|c:0-9(+)||||ID=a")]
    [InlineData("c\t0\t9\ta\t7\t+\tx\n", "x.gff", AnnotationFormat.Bed, "|c:0-9(+)||||name=a;score=7;column7=x")]
    [InlineData("#chrom start end peak\nc 0 9 5\n", "x", AnnotationFormat.Bed, "|c:0-9||||peak=5")]
    [InlineData("track name=a\nc 0 9\n", "x", AnnotationFormat.Bed, "|c:0-9||||")]
    [InlineData("\n# a\nc 0 9 x\n", "x", AnnotationFormat.Bed, "|c:0-9||||name=x")]
    [InlineData("LOCUS       c 9 bp DNA\nFEATURES\n     gene            1..9\n//\n", "x", AnnotationFormat.GenBank, "gene|c:0-9(+)||||")]
    [InlineData("start\tend\tstrand\tpartial\n0\t9\t-\t00\n", "x", AnnotationFormat.Table, "|:0-9(-)||||partial=00")]
    [InlineData("start0,end,strand,gene\n0,9,+,a\n", "x", AnnotationFormat.Table, "|:0-9(+)||||gene=a")]
    [InlineData("type,region,start,end\nCDS,c,0,9\n", "x", AnnotationFormat.Table, "CDS|c:0-9||||")]
    [InlineData("sequence,chrom,start,end\nACGT,c,0,9\n", "x", AnnotationFormat.Table, "|c:0-9||||sequence=ACGT")]
    public void The_format_is_found_by_content_before_the_name(
        string text, string file, AnnotationFormat format, string feature)
    {
        using AnnotationSource source = AnnotationSource.Open(Texts.Lines(text, file));

        Assert.Equal(format, source.Format);
        Assert.Equal([feature], source.Read().Select(FeatureText.Show));
    }

    [Theory]
    [InlineData(">c\nACGT\n", "x.gff", "x.gff: this is a FASTA file, which has sequences and no features")]
    [InlineData("ID   X; SV 1\n", "x", "x: this is an EMBL file")]
    [InlineData("hello\n", "x", "x:1: the file begins with 'hello'; BED, GFF3, GenBank, or a table")]
    [InlineData("a,b\n", "x.csv", "x.csv:1: there is no column 'start'")]
    [InlineData("c\tx\tgene\t1\t9\t.\t+\t.\tgene_id \"a\";\n", "x.gtf", "x.gtf:1: the attribute 'gene_id \"a\"' is one of GTF")]
    [InlineData("start,end\n", "x", "x: there is no feature in the file")]
    [InlineData("start,end\n9,5\n", "x", "x:2: the start 9 is after the end 5; tables count from 0")]
    [InlineData("start,end\n-9,5\n", "x", "x:2: the start is '-9'; tables give places as whole numbers that count from 0")]
    [InlineData("start,end,strand\n1,5,forward\n", "x", "x:2: the strand is 'forward'")]
    public void What_is_no_annotation_is_refused(string text, string file, string found)
    {
        var fault = Assert.Throws<InputException>(() =>
        {
            using AnnotationSource source = AnnotationSource.Open(Texts.Lines(text, file));
            return source.Read().Count();
        });

        Assert.StartsWith(found, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_on_other_entries_are_counted()
    {
        const string Text = "LOCUS       c 9 bp DNA\nFEATURES\n     gene            join(1..9,J1.1:1..5)\n//\n";
        using AnnotationSource source = AnnotationSource.Open(Texts.Lines(Text));

        Assert.Single(source.Read());
        Assert.Equal(1, source.RemoteParts);
    }

    [Fact]
    public void A_feature_is_called_by_its_most_telling_attribute()
    {
        static string NameOf(params FeatureAttribute[] attributes) =>
            new Feature("", [new FeaturePart(default)], attributes).Name;

        Assert.Equal("b", NameOf(new FeatureAttribute("gene", "a"), new FeatureAttribute("locus_tag", "b")));
        Assert.Equal("a", NameOf(new FeatureAttribute("ID", ""), new FeatureAttribute("gene", "a")));
        Assert.Equal("", NameOf(new FeatureAttribute("note", "a")));
    }
}
