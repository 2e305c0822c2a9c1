using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.JsonLines;

namespace Cistron.Sequences.Tests.Formats.JsonLines;

public class JsonLinesHostileInputs() : HostileInputs("json-lines")
{
    protected override IReadOnlyList<byte[]> Examples =>
    [
        "{\"id\":\"a\",\"sequence\":\"ACGT\",\"label\":1}\n{\"id\":\"b\",\"sequence\":\"\",\"label\":-1.5e3}\n"u8.ToArray(),
        "{\"sequence\":\"A\\u0043GT\",\"label\":null}\r\n\r\n{\"label\":true,\"sequence\":\"x\",\"more\":[[1],{}]}"u8.ToArray(),
        "{\"sequence\":\"ACG\",\"label\":[0.5,null,\"\\ud83d\\ude00\"]}\n"u8.ToArray(),
    ];

    protected override void ReadAll(string path)
    {
        using var rows = new JsonLinesReader(TextLines.Open(path));
        int sequence = rows.Column("sequence");
        while (rows.Next())
        {
            Assert.True(rows.Bytes(sequence).Length < 1_000);
            foreach (int column in Enumerable.Range(0, rows.Columns.Count).Where(column => rows.Columns[column] == "label"))
                Assert.True(rows.List(column).Length < 1_000);
        }
    }
}
