using Cistron.Sequences.Formats;

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

    private static List<string> Numbered(TextLines lines)
    {
        var numbered = new List<string>();
        while (lines.Next(out ReadOnlySpan<byte> line))
            numbered.Add($"{lines.Number}:{Texts.String(line)}");
        return numbered;
    }
}
