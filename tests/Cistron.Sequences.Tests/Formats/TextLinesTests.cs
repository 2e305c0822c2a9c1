using System.Text;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Formats;

public class TextLinesTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("\n", "1:")]
    [InlineData("a", "1:a")]
    [InlineData("a\nb", "1:a 2:b")]
    [InlineData("a\r\nb\r\n", "1:a 2:b")]
    [InlineData("a\n\n\r\nb\n", "1:a 2: 3: 4:b")]
    [InlineData("a\r", "1:a")]
    [InlineData("a\rb\n", "1:a\rb")]
    [InlineData("\u00ef\u00bb\u00bfa\n", "1:a")]
    [InlineData("\u00ef\u00bb\u00bf", "")]
    [InlineData("\u00ef\u00bb", "1:??")]
    public void Lines_come_without_their_ends_and_numbered(string text, string expected)
    {
        using TextLines lines = Texts.Lines(text);

        Assert.Equal(expected, string.Join(' ', Numbered(lines)));
    }

    [Fact]
    public void Lines_longer_than_the_buffer_are_whole()
    {
        string first = new('A', 1_000_000);
        string second = new('C', 300_001);
        using TextLines lines = Texts.Lines($"{first}\r\n{second}\nG");

        Assert.Equal([$"1:{first}", $"2:{second}", "3:G"], Numbered(lines));
    }

    [Fact]
    public void A_line_that_was_peeked_at_is_given_again()
    {
        using TextLines lines = Texts.Lines("\na\nb");

        Assert.True(lines.Peek(out ReadOnlySpan<byte> blank));
        Assert.True(blank.IsEmpty);
        Assert.Equal(0, lines.Number);
        Assert.True(lines.Next(out _));
        Assert.True(lines.Peek(out ReadOnlySpan<byte> peeked));
        Assert.Equal("a", Texts.String(peeked));
        Assert.Equal(["2:a", "3:b"], Numbered(lines));
        Assert.False(lines.Peek(out _));
    }

    [Fact]
    public void Peeking_at_every_line_changes_nothing()
    {
        foreach (byte[] bytes in Texts.Garbage("peek", 500))
        {
            if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
                continue;
            using TextLines plain = Texts.Lines(bytes);
            using TextLines peeked = Texts.Lines(bytes);
            var seen = new List<string>();
            while (peeked.Peek(out ReadOnlySpan<byte> line))
            {
                seen.Add($"{peeked.Number + 1}:{Texts.String(line)}");
                peeked.Next(out _);
            }

            Assert.Equal(Numbered(plain), seen);
        }
    }

    [Fact]
    public void A_line_beyond_the_limit_is_an_error_at_its_number()
    {
        var text = new MemoryStream(Texts.Ascii("short\n" + new string('A', 40)));
        using var lines = new TextLines(text, "x.csv", longestLine: 16);

        Assert.True(lines.Next(out _));
        var fault = Assert.Throws<InputException>(() => lines.Next(out _));

        Assert.StartsWith("x.csv:2: the line is longer than 16 bytes;", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'a', 0 })]
    [InlineData(new byte[] { 0xFE, 0xFF, 0, (byte)'a' })]
    public void Text_in_utf16_is_named(byte[] text)
    {
        using TextLines lines = Texts.Lines(text);

        var fault = Assert.Throws<InputException>(() => lines.Next(out _));

        Assert.Contains("UTF-16", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_of_long_lines_join_to_the_lines_and_know_their_place()
    {
        for (int round = 0; round < 40; round++)
        {
            RandomStream draws = RandomStream.For(1, "long lines", round);
            string text = LongLines(draws);
            using TextLines whole = Texts.Lines(text);
            using TextLines inParts = Texts.Lines(text);
            var joined = new List<string>();
            var line = new StringBuilder();
            long end = 0;

            while (inParts.NextPart(out ReadOnlySpan<byte> part))
            {
                Assert.InRange(part.Length, 0, 1 << 17);
                Assert.Equal(end, inParts.Offset);
                Assert.Equal(text.AsSpan((int)inParts.Offset, part.Length), Texts.String(part));
                end = inParts.NextOffset;
                line.Append(Texts.String(part));
                if (!inParts.EndsLine)
                    continue;
                joined.Add($"{inParts.Number}:{line}");
                line.Clear();
            }

            Assert.Equal(text.Length, end);
            Assert.Equal(Numbered(whole), joined);
        }
    }

    [Fact]
    public void A_line_on_end_is_read_in_little_memory()
    {
        using var lines = new TextLines(new Repeated((byte)'A', 50_000_000), "x.fa");
        long before = GC.GetAllocatedBytesForCurrentThread();
        long length = 0;

        while (lines.NextPart(out ReadOnlySpan<byte> part))
            length += part.Length;

        Assert.Equal(50_000_000, length);
        Assert.Equal(1, lines.Number);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void Blanks_without_end_are_refused_at_their_line()
    {
        using TextLines lines = Texts.Lines("one\n" + new string(' ', 200_000), "x.fa");
        lines.NextPart(out _);

        var fault = Assert.Throws<InputException>(() => lines.NextPart(out _));

        Assert.StartsWith("x.fa:2: the line has 65,536 blanks in a row;", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_byte_can_be_known_before_it_is_read()
    {
        using TextLines lines = Texts.Lines("\u00ef\u00bb\u00bf>a\nAC");

        Assert.Equal('>', lines.PeekByte());
        Assert.Equal(["1:>a", "2:AC"], Numbered(lines));
        Assert.Equal(-1, lines.PeekByte());
    }

    // Lines from none to some hundred thousand letters, with blanks and returns inside and at their ends.
    private static string LongLines(RandomStream draws)
    {
        var text = new StringBuilder();
        for (int line = 0; line < 4; line++)
        {
            for (long stretch = draws.NextBelow(4); stretch > 0; stretch--)
            {
                text.Append("ACGT"[(int)draws.NextBelow(4)], (int)draws.NextBelow(draws.NextBelow(2) == 0 ? 5 : 150_000));
                text.Append(" \t\r"[(int)draws.NextBelow(3)], (int)draws.NextBelow(4));
            }
            text.Append(draws.NextBelow(2) == 0 ? "\n" : "\r\n");
        }
        return text.Append("end").ToString();
    }

    private sealed class Repeated(byte letter, long length) : MemoryStream
    {
        private long _left = length;

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = (int)Math.Min(count, _left);
            buffer.AsSpan(offset, read).Fill(letter);
            _left -= read;
            return read;
        }
    }

    private static List<string> Numbered(TextLines lines)
    {
        var numbered = new List<string>();
        while (lines.Next(out ReadOnlySpan<byte> line))
            numbered.Add($"{lines.Number}:{Texts.String(line)}");
        return numbered;
    }
}
