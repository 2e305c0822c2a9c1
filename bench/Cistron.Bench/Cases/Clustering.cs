using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats.Fasta;
using Cistron.Sequences.Similarity;

namespace Cistron.Bench.Cases;

/// <summary>Clusters of similar sequences: the part of a split by similarity that takes time.</summary>
internal sealed class Clustering : Case
{
    public const string Work = "split";

    // Ten times as many would take hours.
    private const long LargestForCdHit = 10_000;

    public override string Name => "split";

    public override string Title => "Clusters of similar sequences, both strands, from identity 0.8";

    public override string Unit => "sequences";

    public override IReadOnlyList<long> Sizes => [1_000, 10_000, 100_000];

    public override string Notes =>
        "Sequences of 200 bases, a third of them relatives of earlier ones. Cistron's clusters are exhaustive under its definition (see "
        + "`src/Cistron.Sequences/Similarity/README.md`) and single-linkage. CD-HIT-EST compares each sequence with the "
        + "representatives found so far, after an alignment, and MMseqs2 (`easy-cluster`) those that a k-mer filter lets through: pairs "
        + "above the threshold can end in two clusters. All run on two threads; CD-HIT-EST only up to 10,000 sequences.";

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        string fasta = SyntheticFamilies.Fasta(size, folder);
        Contestant[] linear =
        [
            Contestant.Cistron(Work, fasta),
            new Contestant("MMseqs2", "mmseqs", "easy-cluster", fasta, Path.Combine(folder, "mmseqs"), Path.Combine(folder, "mmseqs-work"),
                "--min-seq-id", "0.8", "-c", "0.8", "--cov-mode", "1", "--threads", "2", "-v", "1"),
        ];
        return size > LargestForCdHit
            ? linear
            :
            [
                .. linear,
                new Contestant("CD-HIT-EST", "cd-hit-est", "-i", fasta, "-o", Path.Combine(folder, "cd-hit"), "-c", "0.8", "-n", "5",
                    "-r", "1", "-M", "0", "-T", "2", "-d", "0"),
            ];
    }

    /// <summary>What Cistron does.</summary>
    public static void Cluster(string[] arguments)
    {
        byte[][] sequences = [.. FastaReader.Read(arguments[0]).Select(record => record.Bases)];
        var search = new SimilaritySearch(sequences, new SimilarityOptions(Alphabet.Dna));
        Console.WriteLine(search.Clusters().Sizes.Count);
    }
}
