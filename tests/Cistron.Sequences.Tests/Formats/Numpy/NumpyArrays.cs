using System.Buffers.Binary;
using System.Text;

namespace Cistron.Sequences.Tests.Formats.Numpy;

/// <summary>Arrays of strings as <c>numpy.save</c> writes them.</summary>
internal static class NumpyArrays
{
    private const int Alignment = 64;

    /// <summary>The bytes of a file.</summary>
    /// <param name="version">1, 2 or 3.</param>
    /// <param name="letters">Letters of an element.</param>
    /// <param name="strings">No longer than that.</param>
    public static byte[] Of(byte version, int letters, params string[] strings)
    {
        int start = version == 1 ? 10 : 12;
        string header = $"{{'descr': '<U{letters}', 'fortran_order': False, 'shape': ({strings.Length},), }}";
        header = header.PadRight((start + header.Length + Alignment) / Alignment * Alignment - start - 1) + "\n";
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, header.Length);
        return
        [
            0x93, .. "NUMPY"u8, version, 0, .. length[..(start - 8)], .. Encoding.ASCII.GetBytes(header),
            .. strings.SelectMany(text => Padded(Encoding.UTF32.GetBytes(text), letters * 4)),
        ];
    }

    private static byte[] Padded(byte[] bytes, int length)
    {
        Array.Resize(ref bytes, length);
        return bytes;
    }
}
