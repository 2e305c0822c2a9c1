using Cistron.Sequences.Formats.Fasta;

namespace Cistron.Bench.Cases;

/// <summary>Reading a FASTA file to its end, record by record.</summary>
internal sealed class FastaReading : Case
{
    public const string Work = "fasta";

    public override string Name => "fasta";

    public override string Title => "Reading FASTA";

    public override string Unit => "bases";

    public override IReadOnlyList<long> Sizes => [1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    public override string Notes =>
        "Every record is read and its bases are counted. `cat` is the bound that disk and page cache set. seqtk is a C "
        + "program (`seqtk seq -L 2147483647`: reads all, writes nothing); the Python program is the plain loop that people write, joining the lines of a record."
        + MemoryNotes.Bandwidth("of the file, read once,");

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        string fasta = SyntheticGenome.Fasta(size, folder);
        return
        [
            Contestant.Cistron(Work, fasta) with { Peak = MachinePeak.Memory },
            Contestant.Python("Python loop", "fasta.py", fasta) with { Peak = MachinePeak.Memory },
            new Contestant("seqtk", "seqtk", "seq", "-L", "2147483647", fasta) { Peak = MachinePeak.Memory },
            new Contestant("cat", "sh", "-c", $"cat '{fasta}' >/dev/null") { Peak = MachinePeak.Memory },
        ];
    }

    /// <summary>What Cistron does; the bytes of the file.</summary>
    public static double? Read(string[] arguments)
    {
        long bases = FastaReader.Read(arguments[0]).Sum(record => (long)record.Bases.Length);
        Console.WriteLine(bases);
        return new FileInfo(arguments[0]).Length;
    }
}
