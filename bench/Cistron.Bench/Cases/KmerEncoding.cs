using System.Diagnostics;
using System.Globalization;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats.Fasta;
using Cistron.Sequences.Tokenizers;

namespace Cistron.Bench.Cases;

/// <summary>Turning bases into ids of k-mers.</summary>
/// <param name="k">Bases a token.</param>
/// <param name="stride">Bases from the start of one token to the start of the next.</param>
internal sealed class KmerEncoding(int k, int stride) : Case
{
    public const string Work = "kmers";

    private const int WindowBases = 1 << 16;
    private const long GenomeBases = 10_000_000, MostOfLoop = 10_000_000;

    public override string Name => stride < k ? $"kmers-{k}-overlapping" : $"kmers-{k}-side-by-side";

    public override string Title => $"Encoding bases by {k}-mers, {(stride < k ? "overlapping" : "side by side")}";

    public override string Unit => "bases";

    public override IReadOnlyList<long> Sizes => [1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    public override string Notes =>
        $"Windows of {WindowBases:N0} bases of a genome in memory, one after the other on one thread, to DNABERT's ids; what is not A, C, G or T is "
        + $"unknown. From {GenomeBases:N0} bases on the genome is gone through again and again. The time is that of encoding alone. The Python loop is "
        + "what people write, a slice and a look into a dictionary for each token; the NumPy program is NumPy at its best, a table of codes and "
        + "k-mers put together from 2-mers and 4-mers, all in whole arrays that stay in the processor's cache. The number of tokens and a sum "
        + "over ids and places are compared in every repetition." + MemoryNotes.Bandwidth("of bases, read, and of ids of four bytes, written,");

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        string[] arguments = [SyntheticGenome.Fasta(Math.Min(size, GenomeBases), folder), .. from number in (long[])[size, WindowBases, k, stride]
            select number.ToString(CultureInfo.InvariantCulture)];
        Contestant[] all =
        [
            Contestant.Cistron(Work, arguments) with { Tolerance = 0, Peak = MachinePeak.Memory },
            Contestant.Python("NumPy", "kmers.py", ["numpy", .. arguments]) with { Tolerance = 0, Peak = MachinePeak.Memory },
            Contestant.Python("Python loop", "kmers.py", ["loop", .. arguments]) with { Tolerance = 0, Peak = MachinePeak.Memory },
        ];
        return size <= MostOfLoop ? all : all[..2];
    }

    /// <summary>What Cistron does: FASTA, bases to encode, bases of a window, k and stride.</summary>
    public static Outcome Encode(string[] arguments)
    {
        long[] numbers = [.. arguments[1..].Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
        var (size, windowBases) = (numbers[0], (int)numbers[1]);
        byte[] genome = FastaReader.Read(arguments[0]).Single().Bases;
        new SequenceCleaner(Alphabet.Dna, arguments[0]).Clean(genome, id: "", line: 1);
        var tokenizer = new KmerTokenizer((int)numbers[2], (int)numbers[3], Tail.Drop, Alphabet.Dna);
        List<int> ids = [];
        var time = new Stopwatch();
        double tokens = 0, sum = 0;
        for (long encoded = 0; encoded < size; encoded += genome.Length)
            foreach (byte[] window in genome.Chunk(windowBases))
            {
                ids.Clear();
                time.Start();
                tokenizer.Encode(window, ids);
                time.Stop();
                tokens += ids.Count;
                if (encoded > 0)
                    continue;
                // Modulo a prime, so that doubles hold the sum exactly.
                foreach (var (place, id) in ids.Index())
                    sum += (place + 1L) * id % 65_521;
            }
        return new Outcome(time.Elapsed.TotalSeconds, [tokens, sum]) { Operations = size + sizeof(int) * tokens };
    }
}
