using System.Globalization;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;

namespace Cistron.Bench.Cases;

/// <summary>Random windows from a genome on disk.</summary>
internal sealed class WindowSampling : Case
{
    public const string Work = "windows";

    private const int Bases = 512;
    private const int Windows = 200_000;

    public override string Name => "windows";

    public override string Title => $"{Windows:N0} random windows of {Bases} bases";

    public override string Unit => "bases of genome";

    public override IReadOnlyList<long> Sizes => [1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    public override string Notes =>
        "Each window from a drawn place and strand, as upper-case letters, ready for a tokenizer. The NumPy program maps an array "
        + "of one byte a base and takes slices of the forward strand; the seeking program is how a FASTA index is used from "
        + "Python: seek, read, take the line ends out."
        + MemoryNotes.Bandwidth("of windows, a quarter byte a base read and one written,");

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        string fasta = SyntheticGenome.Fasta(size, folder), store = Path.Combine(folder, $"store-{size}");
        CorpusBuilder.Build([fasta], Alphabet.Dna, store).Dispose();
        string array = Path.Combine(folder, $"store-{size}.npy");
        if (!File.Exists(array))
            Contestant.Python("NumPy", "store.py", fasta, array).Run();
        return
        [
            Contestant.Cistron(Work, store) with { Peak = MachinePeak.Memory },
            Contestant.Python("NumPy map", "windows.py", "map", array, Text(Bases), Text(Windows)),
            Contestant.Python("seek in FASTA", "windows.py", "seek", fasta, Text(Bases), Text(Windows)),
        ];
    }

    /// <summary>What Cistron does; the bytes that it must read and write.</summary>
    public static double? Sample(string[] arguments)
    {
        using Corpus corpus = Corpus.Open(arguments[0]);
        var split = new CorpusSplit(corpus.Records, validationShare: 0);
        var sampler = new WindowSampler(corpus, split.Training, new WindowOptions(Bases, 0.5), StrandSampling.Both, seed: 1);
        long bases = 0;
        for (int window = 0; window < Windows; window++)
            bases += sampler.Window(window, 0).Length;
        Console.WriteLine(bases);
        return 1.25 * bases;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
