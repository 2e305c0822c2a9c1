using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats.TwoBit;

namespace Cistron.Sequences.Tests.Formats.TwoBit;

public class TwoBitHostileInputs() : HostileInputs("2bit")
{
    protected override IReadOnlyList<byte[]> Examples =>
        [TwoBitSample.Bytes(), TwoBitSample.Bytes(isBigEndian: true), TwoBitSample.Bytes(version: 1)];

    protected override void ReadAll(string path)
    {
        using TwoBitFile file = TwoBitFile.Open(path);
        byte[] bases = new byte[1_000];
        for (int i = 0; i < file.Count; i++)
        {
            // A name that is not UTF-8 is read with marks in place of its bytes, and is not found by those.
            string name = file.NameOf(i);
            Assert.InRange(file.IndexOf(name), name.Contains('\uFFFD', StringComparison.Ordinal) ? -1 : 0, i);
            long length = file.LengthOf(i);
            Assert.InRange(length, 0, 4 * file.Size);
            for (long start = 0; start < length; start += bases.Length)
            {
                Span<byte> window = bases.AsSpan(0, (int)Math.Min(bases.Length, length - start));
                file.Read(i, start, window, SoftMask.Kept);
                foreach (byte letter in window)
                    Assert.Contains((char)letter, "ACGTNacgtn");
            }
        }
    }
}
