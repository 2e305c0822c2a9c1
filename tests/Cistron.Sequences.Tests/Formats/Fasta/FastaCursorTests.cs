using System.Text;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Fasta;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Formats.Fasta;

public class FastaCursorTests
{
    [Fact]
    public void Headers_come_first_and_then_their_bases_line_by_line()
    {
        using TextLines lines = Texts.Lines("\n>a first one\nACGT\n\n AC \r\n>b\n>c\nG");

        Assert.Equal(["a|first one|2", "14:ACGT", "21:AC", "b||6", "c||7", "32:G"], Walk(new FastaCursor(lines)));
    }

    [Fact]
    public void A_sequence_can_be_passed_over()
    {
        using TextLines lines = Texts.Lines(">a\nAC\nGT\n>b\nTT\n");
        var cursor = new FastaCursor(lines);

        Assert.True(cursor.NextRecord(out _));
        Assert.True(cursor.NextRecord(out FastaHeader? second));
        Assert.True(cursor.NextBases(out ReadOnlySpan<byte> bases));

        Assert.Equal(("b", "TT"), (second.Id, Texts.String(bases)));
        Assert.False(cursor.NextBases(out _));
        Assert.False(cursor.NextRecord(out _));
    }

    [Fact]
    public void A_header_mark_within_a_long_line_is_a_letter()
    {
        string bases = new('A', 65_536);
        using TextLines lines = Texts.Lines($">a\n{bases}>b\n{bases}\n");

        FastaRecord record = Assert.Single(FastaReader.Read(lines));

        Assert.Equal($"{bases}>b{bases}", Texts.String(record.Bases));
    }

    [Fact]
    public void Bases_lie_where_the_offset_says()
    {
        for (int round = 0; round < 100; round++)
        {
            RandomStream draws = RandomStream.For(1, "fasta offsets", round);
            string text = Fasta(draws);
            using TextLines lines = Texts.Lines(text);
            var cursor = new FastaCursor(lines);

            while (cursor.NextRecord(out _))
                while (cursor.NextBases(out ReadOnlySpan<byte> bases))
                    Assert.Equal(text.Substring((int)cursor.Offset, bases.Length), Texts.String(bases));
        }
    }

    [Fact]
    public void The_reader_gives_the_bases_and_lines_of_the_cursor()
    {
        for (int round = 0; round < 100; round++)
        {
            string text = Fasta(RandomStream.For(2, "fasta lines", round));
            using TextLines lines = Texts.Lines(text), again = Texts.Lines(text);
            List<string> records = [];
            var cursor = new FastaCursor(lines);
            while (cursor.NextRecord(out FastaHeader? header))
            {
                var bases = new StringBuilder();
                while (cursor.NextBases(out ReadOnlySpan<byte> part))
                    bases.Append(Texts.String(part));
                records.Add($"{header.Id} {header.Line} {bases}");
            }

            Assert.Equal(records, FastaReader.Read(again).Select(record => $"{record.Id} {record.Line} {Texts.String(record.Bases)}"));
        }
    }

    private static string Fasta(RandomStream draws)
    {
        var text = new StringBuilder();
        for (int line = 0; line < 12; line++)
        {
            int length = (int)draws.NextBelow(draws.NextBelow(4) == 0 ? 200_000 : 70);
            text.Append(line == 0 || draws.NextBelow(4) == 0 ? $">r{line}" : "");
            text.Append(' ', (int)draws.NextBelow(3)).Append("ACGTN"[(int)draws.NextBelow(5)], length);
            text.Append(draws.NextBelow(2) == 0 ? "\n" : " \t\r\n");
        }
        return text.ToString();
    }

    private static List<string> Walk(FastaCursor cursor)
    {
        List<string> steps = [];
        while (cursor.NextRecord(out FastaHeader? header))
        {
            steps.Add($"{header.Id}|{header.Description}|{header.Line}");
            while (cursor.NextBases(out ReadOnlySpan<byte> bases))
                steps.Add($"{cursor.Offset}:{Texts.String(bases)}");
        }
        return steps;
    }
}
