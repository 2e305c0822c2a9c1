using System.Text;
using Cistron.Sequences.Formats.Compression;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Formats.Compression;

/// <summary>Small BGZF files for tests.</summary>
internal static class Bgzf
{
    /// <summary>The text in blocks that end where the text is cut.</summary>
    public static byte[] Pack(params string[] blocks)
    {
        var packed = new MemoryStream();
        using (var bgzf = new BgzfStream(packed))
        {
            foreach (string block in blocks)
            {
                bgzf.Write(Encoding.Latin1.GetBytes(block));
                bgzf.Flush();
            }
        }
        return packed.ToArray();
    }

    /// <summary>Bases of which many fill several blocks.</summary>
    public static string RandomBases(int length) => string.Create(length, RandomStream.For(1, "bases"), (bases, draws) =>
    {
        foreach (ref char letter in bases)
            letter = "ACGT"[(int)draws.NextBelow(4)];
    });
}
