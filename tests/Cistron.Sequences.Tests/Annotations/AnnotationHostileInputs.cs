using System.Text;
using Cistron.Sequences.Annotations;
using Cistron.Sequences.Tests.Formats;

namespace Cistron.Sequences.Tests.Annotations;

public class AnnotationHostileInputs() : HostileInputs("annotations")
{
    protected override IReadOnlyList<byte[]> Examples =>
    [
        .. new[]
        {
            "##gff-version 3\nc\t.\tgene\t1\t9\t.\t+\t.\tID=a\n",
            "c\t0\t9\ta\t7\t+\tx\n",
            "LOCUS       c 9 bp DNA\nFEATURES\n     gene            1..9\n//\n",
            "start\tend\tstrand\ttype\tchrom\n0\t9\t-\tCDS\tc\n",
            "start0,end,strand,gene\n0,9,+,\"a,b\"\n",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    protected override void ReadAll(string path)
    {
        using AnnotationSource source = AnnotationSource.Open(path);
        foreach (Feature feature in source.Read())
            Assert.All(feature.Parts, part => Assert.InRange(part.Place.Start, 0, part.Place.End));
    }
}
