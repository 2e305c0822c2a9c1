using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;

namespace Cistron.Sequences.Tests.Formats.Tables;

public class TableReaderTests
{
    [Theory]
    [InlineData("sequence,label\nACGT,1\nGG,0\n")]
    [InlineData("sequence,label\r\nACGT,1\r\nGG,0")]
    [InlineData("\u00ef\u00bb\u00bfsequence,label\nACGT,1\n\nGG,0\n\n")]
    [InlineData("\n sequence , label\n\"ACGT\",\"1\"\nGG,\"0\"")]
    public void Rows_are_read_whatever_the_line_ends_marks_and_quotes(string text) =>
        Assert.Equal(["sequence|label", "ACGT|1", "GG|0"], Rows(text, "x.csv"));

    [Theory]
    [InlineData("a,b\n\"1,2\",3\n", "1,2|3")]
    [InlineData("a,b\n\"say \"\"hi\"\"\",3\n", "say \"hi\"|3")]
    [InlineData("a,b\r\n\"two\r\n\r\nlines\",3\r\n", "two\n\nlines|3")]
    [InlineData("a,b\n\"\",\"\"\"\"\n", "|\"")]
    [InlineData("a,b\n,\n", "|")]
    [InlineData("a,b\nx\"y\",z\"\n", "x\"y\"|z\"")]
    public void Quotes_protect_delimiters_quotes_and_line_ends(string text, string row) =>
        Assert.Equal(row, Rows(text, "x.csv")[1]);

    [Theory]
    [InlineData("a\tb\n1\t2\n", "x.tsv", "a|b")]
    [InlineData("a\tb,c\n1\t2\n", "x.tab.gz", "a|b,c")]
    [InlineData("a\tb\n1\t2\n", "x.csv", "a|b")]
    [InlineData("a,b\n1,2\n", "x.tsv", "a|b")]
    [InlineData("a,b\tc\n1,2\n", "x.CSV.gz", "a|b\tc")]
    [InlineData("a\tb\n1\t2\n", "standard input", "a|b")]
    [InlineData("a,b\n1,2\n", "x.txt", "a|b")]
    [InlineData("a\n1\n", "x.tsv", "a")]
    public void The_delimiter_follows_from_the_name_and_the_header(string text, string file, string header) =>
        Assert.Equal(header, Rows(text, file)[0]);

    [Fact]
    public void A_row_knows_the_line_on_which_it_begins()
    {
        using var table = new TableReader(Texts.Lines("\na,b\n\"1\n2\",3\n4,5\n"));

        Assert.Equal(2, table.HeaderLine);
        Assert.True(table.Next());
        Assert.Equal(3, table.Line);
        Assert.True(table.Next());
        Assert.Equal(5, table.Line);
        Assert.False(table.Next());
    }

    [Theory]
    [InlineData("a,b\n1,2\n1,2,3\n", 3, "3 fields; the header has 2 fields")]
    [InlineData("a,b\n1\n", 2, "1 field; the header has 2 fields")]
    [InlineData("a\n1,\n", 2, "2 fields; the header has 1 field")]
    [InlineData("a,b\n1,\"2\n3,4\n", 2, "never closed")]
    [InlineData("a,b\n1,\"2\"3\n", 2, "text follows a closing quote")]
    [InlineData("\"a,b\n", 1, "never closed")]
    public void A_wrong_row_is_named_by_its_line(string text, long line, string found)
    {
        var fault = Assert.Throws<InputException>(() => Rows(text, "x.csv"));

        Assert.StartsWith($"x.csv:{line}: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(found, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\n")]
    public void A_table_without_a_header_is_refused(string text) =>
        Assert.Contains("the table is empty",
            Assert.Throws<InputException>(() => Rows(text, "x.csv")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_column_is_found_by_its_name_first_in_its_own_case()
    {
        using var table = new TableReader(Texts.Lines("Label,label,SEQ\n"));

        Assert.Equal(1, table.Column("label"));
        Assert.Equal(0, table.Column("Label"));
        Assert.Equal(2, table.Column("seq"));
        Assert.Equal(-1, table.IndexOf("id"));
    }

    [Fact]
    public void A_missing_column_is_answered_with_those_that_exist_and_the_nearest()
    {
        using var table = new TableReader(Texts.Lines("sequence,label\n", "x.csv"));

        var fault = Assert.Throws<InputException>(() => table.Column("sequnce"));

        Assert.Equal("x.csv:1: there is no column 'sequnce'; the columns are 'sequence', 'label'; "
            + "write 'sequence' if that is meant.", fault.Message);
    }

    [Theory]
    [InlineData("x,x\n")]
    [InlineData("X,xx,X\n")]
    public void A_name_that_several_columns_have_is_refused(string header)
    {
        using var table = new TableReader(Texts.Lines(header));

        var fault = Assert.Throws<InputException>(() => table.Column("x"));

        Assert.Contains("2 columns are called 'x'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_megabase_fits_a_field()
    {
        string bases = string.Concat(Enumerable.Repeat("ACGTN", 200_000));
        using var table = new TableReader(Texts.Lines($"sequence,label\n{bases},1\n\"{bases}\",0\n"));

        for (int row = 0; row < 2; row++)
        {
            Assert.True(table.Next());
            Assert.Equal(bases, Texts.String(table.Bytes(0)));
        }
    }

    [Fact]
    public void Rows_with_endless_fields_are_refused()
    {
        var fault = Assert.Throws<InputException>(() => Rows(new string(',', 200_000), "x.csv"));

        Assert.Contains("the row is too long", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Garbage_never_crashes()
    {
        int refused = Texts.Refusals("table", bytes =>
        {
            using var table = new TableReader(Texts.Lines(bytes));
            while (table.Next())
                for (int column = 0; column < table.Columns.Count; column++)
                    Assert.InRange(table.Text(column).Length, 0, bytes.Length);
        });

        Assert.InRange(refused, 1, 1_999);
    }

    private static List<string> Rows(string text, string file)
    {
        using var table = new TableReader(Texts.Lines(text, file));
        List<string> rows = [string.Join('|', table.Columns)];
        while (table.Next())
            rows.Add(string.Join('|', Enumerable.Range(0, table.Columns.Count).Select(table.Text)));
        return rows;
    }
}
