using Cistron.Sequences.Formats.Vcf;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Formats.Vcf;

public class VcfWriterTests
{
    private static readonly VcfRecord Record =
        new("chr1", 99, "", "A"u8.ToArray(), ["C"], null, [], "", "", 0);

    [Fact]
    public void A_file_begins_with_its_version_and_contigs()
    {
        var text = new MemoryStream();

        new VcfWriter(text, VcfHeader.Of([new VcfContig("chr1", 500), new VcfContig("chr2", null)])).Write(Record);

        Assert.Equal("##fileformat=VCFv4.2\n##contig=<ID=chr1,length=500>\n##contig=<ID=chr2>\n"
            + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\nchr1\t100\t.\tA\tC\t.\t.\t.\n", Texts.String(text.ToArray()));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        for (int round = 0; round < 500; round++)
        {
            RandomStream draws = RandomStream.For(3, "vcf", round);
            string[]? samples = draws.NextBelow(2) == 0
                ? null
                : [.. Enumerable.Range(0, (int)draws.NextBelow(3)).Select(i => $"s{i}")];
            var header = new VcfHeader(["##fileformat=VCFv4.3", "##INFO=<ID=DP>", "##contig=<ID=c>"], samples);
            List<VcfRecord> written =
                [.. Enumerable.Range(0, (int)draws.NextBelow(5)).Select(i => Draw(draws, samples, 5 + i))];
            var text = new MemoryStream();
            var writer = new VcfWriter(text, header);
            written.ForEach(writer.Write);

            using var reader = new VcfReader(Texts.Lines(text.ToArray()));

            Assert.Equal(header.MetaLines, reader.Header.MetaLines);
            Assert.Equal(header.Samples, reader.Header.Samples);
            Assert.Equal(written.Select(Comparable), reader.Read().Select(Comparable));
        }
    }

    public static TheoryData<string> Faults => ["no contig", "two words", "tab", "line end", "position", "reference", "genotypes"];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_record_that_would_not_read_back_is_refused(string fault)
    {
        var writer = new VcfWriter(new MemoryStream(), VcfHeader.Of([]));

        Assert.Throws<ArgumentException>(() => writer.Write(fault switch
        {
            "no contig" => Record with { Contig = "" },
            "two words" => Record with { Contig = "chr 1" },
            "tab" => Record with { Id = "a\tb" },
            "line end" => Record with { Info = "a\nb" },
            "position" => Record with { Start = -2 },
            "reference" => Record with { Reference = [] },
            _ => Record with { Genotypes = "GT\t0/1" },
        }));
    }

    [Theory]
    [InlineData("##fileformat=VCFv3.3")]
    [InlineData("##fileformat=VCFv4.2\n")]
    [InlineData("fileformat")]
    public void A_header_of_another_format_is_refused(string line) =>
        Assert.Throws<ArgumentException>(() => new VcfWriter(new MemoryStream(), new VcfHeader([line], null)));

    private static VcfRecord Draw(RandomStream draws, string[]? samples, long line)
    {
        byte[] reference = Letters(draws, 1 + (int)draws.NextBelow(4));
        string[] alternatives = [.. Enumerable.Range(0, (int)draws.NextBelow(4)).Select(_ => draws.NextBelow(5) switch
        {
            0 => "<DEL:ME>",
            1 => "*",
            2 => "]13:123456]T",
            _ => Texts.String(Letters(draws, 1 + (int)draws.NextBelow(5))),
        })];
        return new VcfRecord(
            $"chr{draws.NextBelow(30)}", draws.NextBelow(1L << 40) - 1, draws.NextBelow(2) == 0 ? "" : "rs1;rs2", reference,
            alternatives, draws.NextBelow(2) == 0 ? null : draws.NextDouble() * 1e6,
            draws.NextBelow(2) == 0 ? [] : ["q10", "s50"], draws.NextBelow(2) == 0 ? "" : "DP=3;DB;AF=0.1,0.2",
            samples is null ? "" : string.Join('\t', samples.Select(_ => "0/1:3").Prepend("GT:DP")), line);
    }

    private static byte[] Letters(RandomStream draws, int length)
    {
        byte[] bases = new byte[length];
        foreach (ref byte letter in bases.AsSpan())
            letter = "ACGTNRY"u8[(int)draws.NextBelow(7)];
        return bases;
    }

    private static string Comparable(VcfRecord r) =>
        $"{r.Contig}|{r.Start}|{r.Id}|{Texts.String(r.Reference)}|{string.Join(',', r.Alternatives)}|{r.Quality}"
        + $"|{string.Join(';', r.Filters)}|{r.Info}|{r.Genotypes}|{r.Line}";
}
