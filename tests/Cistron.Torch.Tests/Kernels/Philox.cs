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
}
