using Cistron.Sequences.Formats.Tables;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Formats.Tables;

public class TableWriterTests
{
    [Fact]
    public void Fields_are_quoted_only_where_they_need_it()
    {
        string text = Written(',', ["id", "note"], ["a", "plain"], ["b,c", "say \"hi\""], ["", "two\nlines"]);

        Assert.Equal("id,note\na,plain\n\"b,c\",\"say \"\"hi\"\"\"\n,\"two\nlines\"\n", text);
    }

    [Fact]
    public void A_comma_needs_no_quotes_between_tabs() =>
        Assert.Equal("id\tnote\na,b\t\"c\td\"\n", Written('\t', ["id", "note"], ["a,b", "c\td"]));

    [Theory]
    [InlineData(',')]
    [InlineData('\t')]
    public void What_is_written_is_read_back(char delimiter)
    {
        const string letters = "AC,\t\"\n ";
        for (int i = 0; i < 300; i++)
        {
            var stream = RandomStream.For(5, "fields", i);
            string Field() => string.Concat(Enumerable.Range(0, (int)stream.NextBelow(5))
                .Select(_ => letters[(int)stream.NextBelow(letters.Length)]));
            string[] columns = [.. Enumerable.Range(0, 1 + (int)stream.NextBelow(3)).Select(column => $"c{column}")];
            string[][] rows = [.. Enumerable.Range(0, 3).Select(_ => columns.Select(_ => Field()).ToArray())];

            string file = delimiter == ',' ? "x.csv" : "x.tsv";
            using var table = new TableReader(Texts.Lines(Written(delimiter, columns, rows), file));

            foreach (string[] row in rows)
            {
                Assert.True(table.Next());
                Assert.Equal(row, Enumerable.Range(0, columns.Length).Select(table.Text));
            }
            Assert.False(table.Next());
        }
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0000001, "0")]
    [InlineData(12, "12")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(0.0000016, "0.000002")]
    [InlineData(2.0 / 3, "0.666667")]
    [InlineData(0.9999999, "1")]
    [InlineData(100.000001, "100.000001")]
    [InlineData(1e12, "1000000000000")]
    [InlineData(double.NaN, "NaN")]
    public void Numbers_have_up_to_six_decimals(double number, string expected)
    {
        var text = new MemoryStream();

        new TableWriter(text, ',', "id", "a", "b").Write(["x"], [number, 1]);

        Assert.Equal($"id,a,b\nx,{expected},1\n", Texts.String(text.ToArray()));
    }

    [Fact]
    public void A_row_of_another_length_is_refused()
    {
        var writer = new TableWriter(new MemoryStream(), ',', "a", "b");

        Assert.Throws<ArgumentException>(() => writer.Write("1"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TableWriter(new MemoryStream(), ','));
    }

    private static string Written(char delimiter, string[] columns, params string[][] rows)
    {
        var text = new MemoryStream();
        var writer = new TableWriter(text, delimiter, columns);
        foreach (string[] row in rows)
            writer.Write(row);
        return Texts.String(text.ToArray());
    }
}
