using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Vcf;
using Cistron.Sequences.Variants;

namespace Cistron.Sequences.Tests.Formats.Vcf;

public class VcfReaderTests
{
    private const string Header = "##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";

    [Fact]
    public void The_header_gives_contigs_and_samples()
    {
        using VcfReader reader = Open(
            "##fileformat=VCFv4.2\n##contig=<ID=chr1,length=248956422,species=\"Homo sapiens, 38\">\n##contig=<length=9,ID=chr2>\n"
            + "##contig=<ID=chr3>\n##contig=<ID=chr4,length=-1>\n##source=anything, even this>\n"
            + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tfirst\tsecond one\n");

        Assert.Equal(
            [new VcfContig("chr1", 248_956_422), new VcfContig("chr2", 9), new VcfContig("chr3", null), new VcfContig("chr4", null)],
            reader.Header.Contigs);
        Assert.Equal(["first", "second one"], reader.Header.Samples);
        Assert.Equal(6, reader.Header.MetaLines.Count);
        Assert.Empty(reader.Read());
    }

    [Theory]
    [InlineData("chr1\t100\trs1;rs2\tAcg\tA,TTT\t29.5\tPASS\tDP=14;DB;AF=0.5,0.25;X=a=b\n")]
    [InlineData("chr1\t100\trs1;rs2\tAcg\tA,TTT\t29.5\tPASS\tDP=14;DB;AF=0.5,0.25;X=a=b\r\n\r\n")]
    public void A_record_has_its_fields(string line)
    {
        VcfRecord record = Assert.Single(Read(Header + line));

        Assert.Equal(("chr1", 99, "rs1;rs2", "ACG", 29.5, "", 3),
            (record.Contig, record.Start, record.Id, Texts.String(record.Reference), record.Quality, record.Genotypes, record.Line));
        Assert.Equal(["A", "TTT"], record.Alternatives);
        Assert.Equal(["PASS"], record.Filters);
        Assert.Equal(["DP=14", "DB=-", "AF=0.5,0.25", "X=a=b"], record.InfoEntries.Select(e => $"{e.Key}={e.Value ?? "-"}"));
    }

    [Fact]
    public void What_is_missing_is_empty()
    {
        VcfRecord record = Assert.Single(Read(Header + "1\t1\t.\tN\t.\t.\t.\t.\n"));

        Assert.Equal(("", 0, (double?)null, 0, "", 0),
            (record.Id, record.Alternatives.Count, record.Quality, record.Filters.Count, record.Info, record.InfoEntries.Count));
    }

    [Fact]
    public void Genotypes_are_kept_as_they_stand()
    {
        VcfRecord record = Assert.Single(Read(
            "##fileformat=VCFv4.0\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb\n1\t5\t.\tA\tC\t.\tq10;s50\t.\tGT:DP\t0|1:3\t./.\n"));

        Assert.Equal("GT:DP\t0|1:3\t./.", record.Genotypes);
        Assert.Equal(["q10", "s50"], record.Filters);
    }

    [Fact]
    public void Each_allele_of_bases_is_a_variant_and_the_others_are_counted()
    {
        var skipped = new SkippedAlleles();

        Variant[] variants =
        [
            .. Read(Header + "1\t10\t.\tACG\tA,acg,<DEL>,*,ATG,ACGT\t.\t.\t.\n1\t20\t.\tT\tG]17:198982],.T,<NON_REF>\t.\t.\t.\n"
                + "1\t0\t.\tN\tA,.N\t.\t.\t.\n1\t30\t.\tC\t.\t.\t.\t.\n").SelectMany(record => record.Variants(skipped)),
        ];

        Assert.Equal(["1:9-12(+) ACG>A", "1:9-12(+) ACG>ATG", "1:9-12(+) ACG>ACGT"], variants.Select(v => v.ToString()));
        Assert.Equal([VariantKind.Deletion, VariantKind.SingleNucleotide, VariantKind.Insertion], variants.Select(v => v.Kind));
        Assert.Equal(8, skipped.Total);
        Assert.Equal("2 symbolic, 3 breakend, 1 within another deletion (*), 1 equal to the reference, 1 at a telomere",
            skipped.Explain());
    }

    [Theory]
    [InlineData("", null, "the file is empty")]
    [InlineData("#CHROM\tPOS\n", 1L, "the file begins with '#CHROM?POS'")]
    [InlineData("##fileformat=VCFv3.3\n", 1L, "the file begins with '##fileformat=VCFv3.3'")]
    [InlineData("BCF\u0002\u0002\n", 1L, "convert BCF to VCF first")]
    [InlineData("##fileformat=VCFv4.2\n##x\n", null, "the file ends within the header")]
    [InlineData("##fileformat=VCFv4.2\n1\t5\t.\tA\tC\t.\t.\t.\n", 2L, "does not name the columns")]
    [InlineData("##fileformat=VCFv4.2\n#CHROM POS ID REF ALT QUAL FILTER INFO\n", 2L, "does not name the columns")]
    [InlineData("##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tsample\n", 2L, "does not name the columns")]
    [InlineData(Header + "1 5 . A C . . .\n", 3L, "the line has 1 field; the header names 8 columns")]
    [InlineData(Header + "1\t5\t.\tA\tC\t.\t.\t.\tGT\t0/1\n", 3L, "the line has 10 fields")]
    [InlineData(Header + "\t5\t.\tA\tC\t.\t.\t.\n", 3L, "CHROM is ''")]
    [InlineData(Header + "1\t-5\t.\tA\tC\t.\t.\t.\n", 3L, "POS is '-5'")]
    [InlineData(Header + "1\t1e3\t.\tA\tC\t.\t.\t.\n", 3L, "POS is '1e3'")]
    [InlineData(Header + "1\t9223372036854775807\t.\tA\tC\t.\t.\t.\n", 3L, "POS is '9223372036854775807'")]
    [InlineData(Header + "1\t5\t.\t.\tC\t.\t.\t.\n", 3L, "REF has the allele '.'")]
    [InlineData(Header + "1\t5\t.\tA-\tC\t.\t.\t.\n", 3L, "REF has the allele 'A-'")]
    [InlineData(Header + "1\t5\t.\tA\tC,,G\t.\t.\t.\n", 3L, "ALT has the allele ''")]
    [InlineData(Header + "1\t5\t.\tA\tC,.\t.\t.\t.\n", 3L, "ALT is '.'")]
    [InlineData(Header + "1\t5\t.\tA\tEL\t.\t.\t.\n", 3L, "ALT has the allele 'EL'")]
    [InlineData(Header + "1\t5\t.\tA\t\u00c5\t.\t.\t.\n", 3L, "ALT has the allele '?'")]
    [InlineData(Header + "1\t5\t.\tA\tC\thigh\t.\t.\n", 3L, "QUAL is 'high'")]
    [InlineData(Header + "1\t5\t.\tA\tC\tNaN\t.\t.\n", 3L, "QUAL is 'NaN'")]
    [InlineData(Header + "1\t5\t.\tA\tC\t.\tq10;\t.\n", 3L, "FILTER is ''")]
    public void A_wrong_line_is_named(string text, long? line, string found)
    {
        var fault = Assert.Throws<InputException>(() => Read(text));

        Assert.Equal(line, fault.Line);
        Assert.Contains(found, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_several_gzip_blocks_is_read()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "x.vcf.gz");
        File.WriteAllBytes(path, [.. Texts.Gzip(Header + "1\t5\t.\tA"), .. Texts.Gzip("\tC\t.\t.\t.\n"), .. Texts.Gzip("")]);

        using VcfReader reader = VcfReader.Open(path);

        Assert.Equal("C", Assert.Single(Assert.Single(reader.Read()).Alternatives));
    }

    private static VcfReader Open(string text) => new(Texts.Lines(text, "x.vcf"));

    private static List<VcfRecord> Read(string text)
    {
        using VcfReader reader = Open(text);
        return [.. reader.Read()];
    }
}
