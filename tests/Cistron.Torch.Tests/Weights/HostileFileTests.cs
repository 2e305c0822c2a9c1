using Cistron.Torch.Weights;

namespace Cistron.Torch.Tests.Weights;

public class HostileFileTests
{
    private const int Corruptions = 2000;

    /// <summary>What reading a corrupted file of a few thousand bytes may allocate outside of tensors.</summary>
    private const long MostAllocated = 8 << 20;

    [Theory]
    [InlineData("archives.safetensors")]
    [InlineData("state_dict.pt")]
    [InlineData("checkpoint.pt")]
    [InlineData("views.pt")]
    [InlineData("legacy_checkpoint.pt")]
    [InlineData("legacy_views.pt")]
    public void A_corrupted_file_is_read_or_refused_and_never_anything_else(string name)
    {
        byte[] valid = File.ReadAllBytes(Fixture.Path(name));
        var random = new Random(1);
        int refused = 0;
        using var file = new TemporaryFile();

        for (int i = 0; i < Corruptions / 4; i++)
        {
            File.WriteAllBytes(file.Path, Corrupt(valid, random));
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                using var weights = WeightFile.Open(file.Path);
                foreach (string tensor in weights.Names)
                    weights.Load(tensor).Dispose();
            }
            catch (WeightFileException)
            {
                refused++;
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
        }

        // Some corruptions fall into the elements, where no format could notice them.
        Assert.InRange(refused, Corruptions / 4 / 4, Corruptions / 4);
    }

    /// <summary>One to four changes: bytes replaced, runs cut out, doubled or overwritten, the end lost.</summary>
    private static byte[] Corrupt(byte[] valid, Random random)
    {
        byte[] bytes = [.. valid];
        for (int changes = random.Next(1, 5); changes > 0 && bytes.Length > 1; changes--)
        {
            int start = random.Next(bytes.Length), end = Math.Min(bytes.Length, start + random.Next(1, 40));
            switch (random.Next(6))
            {
                case 0: bytes[start] = (byte)random.Next(256); break;
                case 1: bytes[start] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.AsSpan(start, end - start).Fill((byte)(random.Next(2) * 255)); break;
                case 3: bytes = [.. bytes[..start], .. bytes[end..]]; break;
                case 4: bytes = [.. bytes[..end], .. bytes[start..]]; break;
                default: bytes = random.Next(4) == 0 ? bytes[..start] : bytes; break;
            }
        }
        return bytes;
    }
}
