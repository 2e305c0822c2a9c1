using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Tests.Formats;

public class TextTargetTests
{
    [Theory]
    [InlineData("x.txt")]
    [InlineData("x.txt.gz")]
    public void What_is_written_is_read_back(string name)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, name);

        TextTarget.Write(path, text => text.Write("ACGT\n"u8));

        using TextLines lines = TextLines.Open(path);
        Assert.True(lines.Next(out ReadOnlySpan<byte> line));
        Assert.Equal("ACGT", Texts.String(line));
        Assert.Equal(name.EndsWith(".gz", StringComparison.Ordinal), File.ReadAllBytes(path)[0] == 0x1F);
    }

    [Fact]
    public void A_write_that_fails_leaves_the_older_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("x.txt", "old");

        Assert.Throws<InvalidOperationException>(() => TextTarget.Write(path, text =>
        {
            text.Write("new"u8);
            throw new InvalidOperationException();
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }
}
