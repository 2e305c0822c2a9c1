using System.Text.Json;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.JsonLines;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Formats.JsonLines;

public class JsonLinesReaderTests
{
    [Theory]
    [InlineData("{\"a\":\"x\",\"b\":1.50}\n{\"a\":\"y\",\"b\":-2e3}\n")]
    [InlineData("{ \"a\" : \"x\" , \"b\" : 1.50 }\r\n\r\n  \n{\"b\":-2e3,\"more\":[1,{\"a\":2}],\"a\":\"y\"}")]
    [InlineData("\u00ef\u00bb\u00bf{\"a\":\"\\u0078\",\"b\":1.50}\n{\"a\":\"y\",\"b\":-2e3}")]
    public void Rows_are_read_whatever_the_order_blanks_and_line_ends(string text)
    {
        using var rows = new JsonLinesReader(Texts.Lines(text));

        Assert.Equal(["a", "b"], rows.Columns);
        Assert.True(rows.Next());
        Assert.Equal(("x", "1.50"), (rows.Text(0), rows.Text(1)));
        Assert.True(rows.Next());
        Assert.Equal(("y", "-2e3"), (rows.Text(0), rows.Text(1)));
        Assert.False(rows.Next());
    }

    [Fact]
    public void Truth_values_are_words_and_null_is_nothing()
    {
        using var rows = new JsonLinesReader(Texts.Lines("{\"a\":true,\"b\":false,\"c\":null,\"d\":\"\"}"));

        Assert.True(rows.Next());
        Assert.Equal(["true", "false", "", ""], Enumerable.Range(0, 4).Select(rows.Text));
    }

    [Fact]
    public void The_members_of_a_list_are_joined_by_commas()
    {
        using var rows = new JsonLinesReader(Texts.Lines(
            "{\"a\":[1.50, null,\"\\u0078\",true],\"b\":[],\"c\":\"no list\"}\n{\"c\":[2],\"a\":[[1]],\"b\":[{}]}\n", "x.jsonl"));

        Assert.True(rows.Next());
        Assert.Equal(["1.50,,x,true", "", "no list"], Enumerable.Range(0, 3).Select(rows.List));
        Assert.True(rows.Next());
        Assert.Equal("2", rows.List(2));
        Assert.All([0, 1], column => Assert.Contains(
            "holds another list or an object", Assert.Throws<InputException>(() => rows.List(column)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_knows_its_line()
    {
        using var rows = new JsonLinesReader(Texts.Lines("\n{\"a\":1}\n\n{\"a\":2}\n"));

        Assert.Equal(2, rows.HeaderLine);
        Assert.True(rows.Next());
        Assert.Equal(2, rows.Line);
        Assert.True(rows.Next());
        Assert.Equal(4, rows.Line);
    }

    [Fact]
    public void Lists_and_missing_fields_are_errors_only_where_they_are_asked_for()
    {
        using var rows = new JsonLinesReader(Texts.Lines("{\"a\":[1,2],\"b\":{},\"c\":1}\n{\"a\":1}\n", "x.jsonl"));

        Assert.True(rows.Next());
        Assert.Equal("1", rows.Text(2));
        Assert.StartsWith("x.jsonl:1: the field 'a' is a list; ",
            Assert.Throws<InputException>(() => rows.Text(0)).Message, StringComparison.Ordinal);
        Assert.StartsWith("x.jsonl:1: the field 'b' is an object; ",
            Assert.Throws<InputException>(() => rows.Text(1)).Message, StringComparison.Ordinal);
        Assert.True(rows.Next());
        Assert.Equal("1", rows.Text(0));
        Assert.StartsWith("x.jsonl:2: the object has no field 'c'; ",
            Assert.Throws<InputException>(() => rows.Text(2)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null, "the file is empty")]
    [InlineData("[\n{\"a\":1}\n]\n", 1L, "the line is not one JSON object; ")]
    [InlineData("{\n\"a\":1\n}\n", 1L, "the line is not one JSON object (see character 2)")]
    [InlineData("{}\n", 1L, "the object has no fields")]
    [InlineData("{\"a\":1}\n{\"a\":1,}\n", 2L, "the line is not one JSON object (see character 8)")]
    [InlineData("{\"a\":1}\n{\"a\":1}{\"a\":2}\n", 2L, "the line is not one JSON object (see character 8)")]
    [InlineData("{\"a\":1}\n\"a\"\n", 2L, "the line is not one JSON object; ")]
    [InlineData("{\"a\":1}\n{\"a\":1,\"a\":2}\n", 2L, "the field 'a' stands twice")]
    [InlineData("{\"a\":1,\"a\":2}\n", 1L, "the field 'a' stands twice")]
    [InlineData("{\"a\":\"\\ud800\"}\n", 1L, "the line is not one JSON object; ")]
    [InlineData("{\"a\":\"\u00ff\"}\n", 1L, "the line is not one JSON object; ")]
    public void A_line_that_is_not_an_object_is_named(string text, long? line, string found)
    {
        var fault = Assert.Throws<InputException>(() =>
        {
            using var rows = new JsonLinesReader(Texts.Lines(text, "x.jsonl"));
            while (rows.Next())
                Assert.NotNull(rows.Text(0));
        });

        Assert.Equal(line, fault.Line);
        Assert.Contains(found, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_inside_each_other_have_a_limit() =>
        Assert.Throws<InputException>(() => new JsonLinesReader(Texts.Lines("{\"a\":" + new string('[', 100_000))));

    [Fact]
    public void Objects_in_reverse_order_take_no_longer_than_others()
    {
        string[] names = [.. Enumerable.Range(0, 50_000).Select(i => $"\"f{i}\":{i}")];
        using var rows = new JsonLinesReader(Texts.Lines(
            $"{{{string.Join(',', names)}}}\n{{{string.Join(',', names.Reverse())}}}\n"));

        Assert.True(rows.Next() && rows.Next());

        Assert.Equal("49999", rows.Text(49_999));
    }

    [Fact]
    public void What_another_writer_writes_is_read_back()
    {
        for (int round = 0; round < 500; round++)
        {
            RandomStream draws = RandomStream.For(3, "json lines", round);
            string[] fields = [.. Enumerable.Range(0, 3).Select(_ => Draw(draws))];

            using var rows = new JsonLinesReader(Texts.Lines(
                JsonSerializer.SerializeToUtf8Bytes(new { a = fields[0], b = round, c = fields[1], d = fields[2] })));

            Assert.True(rows.Next());
            Assert.Equal([fields[0], $"{round}", fields[1], fields[2]], Enumerable.Range(0, 4).Select(rows.Text));
        }
    }

    private static string Draw(RandomStream draws) => string.Concat(
        Enumerable.Range(0, (int)draws.NextBelow(20)).Select(_ => "ACGT\"\\\n\t/\u00e9\u4e2d<{[,"[(int)draws.NextBelow(15)]));
}
