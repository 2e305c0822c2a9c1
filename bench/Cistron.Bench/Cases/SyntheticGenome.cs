using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;

namespace Cistron.Bench.Cases;

/// <summary>
/// A made-up genome in FASTA, the same on every machine: uniform bases in chromosomes of at most 100 million, lines of
/// 60, of every ten million bases a run of 50,000 N, and a tenth of it soft-masked in runs of 300.
/// </summary>
internal static class SyntheticGenome
{
    private const long Chromosome = 100_000_000;
    private const int LineBases = 60;
    private const int MaskedRun = 300;

    /// <summary>The file of so many bases in <paramref name="folder"/>, made when it is not there.</summary>
    public static string Fasta(long bases, string folder)
    {
        string path = Path.Combine(folder, $"genome-{bases}.fa");
        if (!File.Exists(path))
            TextTarget.Write(path, text => Write(new BufferedStream(text, 1 << 20), bases));
        return path;
    }

    private static void Write(Stream text, long bases)
    {
        var draws = RandomStream.For(1, "synthetic genome", bases);
        Span<byte> line = stackalloc byte[LineBases + 1];
        line[LineBases] = (byte)'\n';
        for (long place = 0; place < bases; place += LineBases)
        {
            if (place % Chromosome < LineBases)
                text.Write(System.Text.Encoding.ASCII.GetBytes($">chr{place / Chromosome + 1}\n"));
            int length = (int)Math.Min(LineBases, bases - place);
            Fill(line[..length], place, draws);
            line[length] = (byte)'\n';
            text.Write(line[..(length + 1)]);
        }
        text.Flush();
    }

    private static void Fill(Span<byte> line, long place, RandomStream draws)
    {
        if (place % 10_000_000 is >= 5_000_000 and < 5_050_000)
        {
            line.Fill((byte)'N');
            return;
        }
        ReadOnlySpan<byte> letters = place % (10 * MaskedRun) < MaskedRun ? "acgt"u8 : "ACGT"u8;
        ulong bits = 0;
        for (int i = 0; i < line.Length; i++)
        {
            if (i % 32 == 0)
                bits = draws.NextBits();
            line[i] = letters[(int)(bits & 3)];
            bits >>= 2;
        }
    }
}
