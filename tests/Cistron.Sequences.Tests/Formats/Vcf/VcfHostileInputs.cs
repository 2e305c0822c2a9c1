using Cistron.Sequences.Formats.Vcf;
using Cistron.Sequences.Variants;

namespace Cistron.Sequences.Tests.Formats.Vcf;

public class VcfHostileInputs() : HostileInputs("vcf")
{
    protected override IReadOnlyList<byte[]> Examples =>
    [
        "##fileformat=VCFv4.2\n##contig=<ID=1,length=90>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n1\t10\trs1\tACG\tA,<DEL>\t9\tPASS\tDP=1;DB\n"u8.ToArray(),
        "##fileformat=VCFv4.4\r\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ts\r\n1\t0\t.\tN\t]1:5]N\t.\t.\t.\tGT\t0/1"u8.ToArray(),
        "##fileformat=VCFv4.1\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\nX\t7\t.\tt\tC\t1e-3\tq\t.\n"u8.ToArray(),
    ];

    protected override void ReadAll(string path)
    {
        using VcfReader reader = VcfReader.Open(path);
        var skipped = new SkippedAlleles();
        Assert.All(reader.Header.Contigs, contig => Assert.True(contig.Length is null or >= 0));
        foreach (VcfRecord record in reader.Read())
        {
            IReadOnlyList<Variant> variants = record.Variants(skipped);
            Assert.All(variants, variant => Assert.True(
                variant.Interval.Start >= 0 && variant.Interval.Length == variant.Reference.Length
                    && variant.Trimmed().Interval.Length >= 0));
            Assert.True(record.InfoEntries.Count <= record.Info.Length);
        }
    }
}
