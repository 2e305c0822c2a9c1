using System.Text;
using Cistron.Sequences.Formats.Numpy;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Formats.Numpy;

public sealed class NumpyStringsTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Strings_that_numpy_saved_are_read_in_their_order()
    {
        // What numpy.save(FILE, numpy.array(["pad", "ACG", "CA"])) writes, byte by byte.
        string header = "{'descr': '<U3', 'fortran_order': False, 'shape': (3,), }".PadRight(117) + "\n";
        byte[] elements = Encoding.UTF32.GetBytes("padACGCA\0");

        string path = Write([0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header), .. elements]);

        Assert.True(NumpyStrings.IsArray(path));
        Assert.Equal(["pad", "ACG", "CA"], NumpyStrings.Read(path));
    }

    [Fact]
    public void Whatever_strings_are_written_come_back_in_every_version()
    {
        for (int round = 0; round < 200; round++)
        {
            var draws = RandomStream.For(1, "numpy strings", round);
            int letters = 1 + (int)draws.NextBelow(9);
            string[] strings = [.. Enumerable.Range(0, 1 + (int)draws.NextBelow(20)).Select(_ => Text(draws, letters))];

            string path = Write(NumpyArrays.Of((byte)(1 + round % 3), letters, strings));

            Assert.Equal(strings, NumpyStrings.Read(path));
        }
    }

    [Fact]
    public void A_text_is_no_array()
    {
        Assert.False(NumpyStrings.IsArray(Write("pad\nACG\n"u8.ToArray())));
        Assert.False(NumpyStrings.IsArray(Write([0x93])));
    }

    private static string Text(RandomStream draws, int mostLetters)
    {
        string[] letters = ["A", "C", "G", "T", "é", "🧬"];
        return string.Concat(Enumerable.Range(0, (int)draws.NextBelow(mostLetters + 1)).Select(_ => letters[draws.NextBelow(letters.Length)]));
    }

    private string Write(byte[] bytes)
    {
        string path = Path.Combine(_temporary.Path, "strings.npy");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
