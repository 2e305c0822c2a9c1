using Cistron.Torch.Native;

namespace Cistron.Torch.Tests.Kernels;

/// <summary>Philox4x32-10 written from the paper (Salmon et al. 2011, section 3.3), one counter at a time.</summary>
internal static class Philox
{
    /// <summary>The four random words of a counter of four words under a key of two.</summary>
    public static uint[] Words(uint[] counter, uint[] key)
    {
        var (c0, c1, c2, c3) = (counter[0], counter[1], counter[2], counter[3]);
        var (k0, k1) = (key[0], key[1]);
        for (int round = 0; round < 10; round++)
        {
            ulong left = 0xD2511F53UL * c0, right = 0xCD9E8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(right >> 32) ^ c1 ^ k0, (uint)right, (uint)(left >> 32) ^ c3 ^ k1, (uint)left);
            unchecked
            {
                k0 += 0x9E3779B9;
                k1 += 0xBB67AE85;
            }
        }
        return [c0, c1, c2, c3];
    }

    /// <summary>The lower (0) or upper (1) 16 bits of a word.</summary>
    public static uint Half(uint word, int half) => word >> (16 * half) & 0xffff;

    /// <summary>What the library makes of consecutive counters, word by word: word w of counter i is at w · count + i.</summary>
    public static uint[] OfLibrary(ulong first, ulong stream, ulong seed, int count, bool portable)
    {
        using var scope = new TensorScope();
        Span<Value> results = stackalloc Value[1];
        new Operator("cistron::philox", "").Call(
            [Value.Of((long)first), Value.Of((long)stream), Value.Of((long)seed), Value.Of((long)count), Value.Of(portable)], results);
        return [.. results[0].ToTensor().To(DType.Int64).ToArray<long>().Select(word => (uint)word)];
    }

    /// <summary>The 64 bits that the next call will draw from the generator, which is left as it was.</summary>
    public static ulong NextSeed()
    {
        using var scope = new TensorScope();
        var state = TorchRandom.State(Device.Cpu);
        var draw = Tensor.From<long>([0]);
        Span<Value> results = stackalloc Value[1];
        // random_ over all 64-bit numbers gives the generator's bits as they are.
        new Operator("aten::random_", "from").Call([Value.Of(draw), Value.Of(long.MinValue), default(Value)], results);
        results[0].Release();
        ulong seed = (ulong)draw.ToArray<long>()[0];
        TorchRandom.Restore(Device.Cpu, state);
        return seed;
    }
}
