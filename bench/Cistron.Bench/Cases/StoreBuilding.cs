using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;

namespace Cistron.Bench.Cases;

/// <summary>Building the genome store from FASTA.</summary>
internal sealed class StoreBuilding : Case
{
    public const string Work = "store";

    public override string Name => "store";

    public override string Title => "Building the genome store";

    public override string Unit => "bases";

    public override IReadOnlyList<long> Sizes => [1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    public override string Notes =>
        "From plain FASTA to the folder that training reads: cleaned, packed, counted and hashed (SHA-256). The Python program "
        + "is what people write instead: it turns each record into a NumPy array of one byte a base and saves it, without "
        + "a check of letters or a checksum. `samtools faidx` only indexes the text."
        + MemoryNotes.Bandwidth("of the text, read once, and of the packed genome, written once,");

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        string fasta = SyntheticGenome.Fasta(size, folder);
        return
        [
            Contestant.Cistron(Work, fasta, Path.Combine(folder, $"store-{size}")) with { Peak = MachinePeak.Memory },
            Contestant.Python("NumPy", "store.py", fasta, Path.Combine(folder, $"store-{size}.npy")),
            new Contestant("samtools faidx", "samtools", "faidx", fasta, "--fai-idx", Path.Combine(folder, $"store-{size}.fai")),
        ];
    }

    /// <summary>What Cistron does; the bytes that it must read and write.</summary>
    public static double? Build(string[] arguments)
    {
        if (Directory.Exists(arguments[1]))
            Directory.Delete(arguments[1], recursive: true);
        using Corpus corpus = CorpusBuilder.Build([arguments[0]], Alphabet.Dna, arguments[1]);
        Console.WriteLine(corpus.Length);
        return new FileInfo(arguments[0]).Length + corpus.Length / 4.0;
    }
}
