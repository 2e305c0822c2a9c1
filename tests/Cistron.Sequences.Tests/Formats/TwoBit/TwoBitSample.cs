using System.Buffers.Binary;
using System.Text;

namespace Cistron.Sequences.Tests.Formats.TwoBit;

/// <summary>
/// A small <c>.2bit</c> file put together by hand, in either byte order and version:
/// <c>chr1</c> is <c>ACGTNNtcagNT</c>, <c>e</c> is empty.
/// </summary>
internal static class TwoBitSample
{
    public const string Chr1 = "ACGTNNtcagNT";

    public static byte[] Bytes(bool isBigEndian = false, uint version = 0)
    {
        var bytes = new MemoryStream();
        uint offsetSize = version == 0 ? 4u : 8u;
        uint first = 16 + 5 + offsetSize + 2 + offsetSize;
        const uint size = 4 + (4 + 2 * 2 * 4) + (4 + 2 * 4) + 4 + 3;
        Numbers(0x1A412743, version, 2, 0);
        Name("chr1");
        Offset(first);
        Name("e");
        Offset(first + size);
        Numbers(12, 2, 4, 10, 2, 1, 1, 6, 4, 0);
        // ACGT, then two N packed as T before TC, then AG, an N and T.
        bytes.Write([0b10_01_11_00, 0b00_00_00_01, 0b10_11_00_00]);
        Numbers(0, 0, 0, 0);
        return bytes.ToArray();

        void Numbers(params uint[] numbers)
        {
            byte[] number = new byte[4];
            foreach (uint value in numbers)
            {
                if (isBigEndian)
                    BinaryPrimitives.WriteUInt32BigEndian(number, value);
                else
                    BinaryPrimitives.WriteUInt32LittleEndian(number, value);
                bytes.Write(number);
            }
        }

        void Name(string name)
        {
            bytes.WriteByte((byte)name.Length);
            bytes.Write(Encoding.ASCII.GetBytes(name));
        }

        void Offset(uint offset)
        {
            if (version == 0)
                Numbers(offset);
            else if (isBigEndian)
                Numbers(0, offset);
            else
                Numbers(offset, 0);
        }
    }
}
