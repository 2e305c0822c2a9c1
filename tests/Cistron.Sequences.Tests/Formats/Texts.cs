using System.IO.Compression;
using System.Text;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Formats;

/// <summary>Small texts in memory for readers to read, honest and hostile.</summary>
internal static class Texts
{
    public static TextLines Lines(string text, string file = "test.txt") => Lines(Encoding.Latin1.GetBytes(text), file);

    public static TextLines Lines(byte[] text, string file = "test.txt") => new(new MemoryStream(text), file);

    public static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    public static string String(ReadOnlySpan<byte> bases) => Encoding.ASCII.GetString(bases);

    public static byte[] Gzip(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(Encoding.Latin1.GetBytes(text));
        return packed.ToArray();
    }

    /// <summary>
    /// Byte streams of up to 400 bytes, made mostly of what means something to a reader, so that they get far into it.
    /// </summary>
    public static IEnumerable<byte[]> Garbage(string name, int count = 2_000)
    {
        byte[] telling = Encoding.Latin1.GetBytes(
            ">\n\r\"\",\t;|ACGTNacgu-* 01.5-e@\0\u001f\u008b\u00ef\u00bb\u00bfsequence,label\n");
        for (int i = 0; i < count; i++)
        {
            var stream = RandomStream.For(7, name, i);
            byte[] bytes = new byte[stream.NextBelow(400)];
            bool isAnything = stream.NextBelow(4) == 0;
            foreach (ref byte b in bytes.AsSpan())
                b = isAnything ? (byte)stream.NextBelow(256) : telling[stream.NextBelow(telling.Length)];
            yield return bytes;
        }
    }

    /// <summary>Runs a reader over garbage; any exception but an <see cref="InputException"/> fails the test.</summary>
    /// <returns>How many streams were refused.</returns>
    public static int Refusals(string name, Action<byte[]> read)
    {
        int refused = 0;
        foreach (byte[] bytes in Garbage(name))
        {
            try
            {
                read(bytes);
            }
            catch (InputException)
            {
                refused++;
            }
        }
        return refused;
    }
}
