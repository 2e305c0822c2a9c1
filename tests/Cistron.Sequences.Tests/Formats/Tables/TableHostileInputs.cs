using Cistron.Sequences.Datasets;

namespace Cistron.Sequences.Tests.Formats.Tables;

public class TableHostileInputs() : HostileInputs("tables")
{
    protected override IReadOnlyList<byte[]> Examples =>
    [
        "id,sequence,label\na,ACGT,1\n\"b \"\"2\"\"\",\"GG\",0.5\n"u8.ToArray(),
        "sequence\tlabel\r\nACGT\tx;y\r\n\r\n\t\"two\r\nlines\"\r\n"u8.ToArray(),
    ];

    protected override void ReadAll(string path)
    {
        using LabelledTable table = LabelledTable.Open(path);
        long line = 0;
        foreach (LabelledSequence sample in table.Read())
        {
            Assert.True(sample.Line > line);
            line = sample.Line;
        }
    }
}
