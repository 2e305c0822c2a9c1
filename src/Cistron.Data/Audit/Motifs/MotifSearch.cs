using System.Text;
using Cistron.Data.Tables;
using Cistron.Evaluation.Metrics;
using Cistron.Sequences.Similarity;
using Cistron.Sequences.Splitting;

namespace Cistron.Data.Audit.Motifs;

/// <summary>
/// Looks for stretches that give a class away. Every 12-mer is counted once a row on one half of the rows, tested by
/// Fisher's test with Bonferroni's correction for all 12-mers and classes, and the strongest are counted again on the
/// other half, which alone is reported.
/// </summary>
internal sealed class MotifSearch
{
    /// <summary>Bases of a core: of random bases one row of 300 in some 50,000 has a given 12-mer.</summary>
    public const int CoreBases = 12;

    /// <summary>Classes with fewer rows are not looked at.</summary>
    public const int FewestRows = 20;

    /// <summary>The least share of a class's rows.</summary>
    public const double LeastShare = 0.05;

    private const double LeastRatio = 4;
    private const double MostChance = 0.01;
    private const double SameRows = 0.7;
    private const int MostMotifs = 10;
    private const int MostTried = 500;
    private const int FewestCounted = 4;

    private readonly AuditedData _data;
    private readonly Kmers _kmers;
    private readonly int[] _chosenOn;
    private readonly int[] _countedOn;

    /// <param name="data">Rows with classes.</param>
    /// <param name="rows">The rows to look at: one of each group of similar ones.</param>
    /// <param name="seed">The seed of the stream "motif rows", which divides them.</param>
    public MotifSearch(AuditedData data, IReadOnlyList<int> rows, ulong seed)
    {
        _data = data;
        _kmers = new Kmers(CoreBases, data.Alphabet, data.Strands);
        int[] order = [.. StratifiedOrder.Of(BalancedLabels.Of(rows.Select(row => data.Samples[row]), data.Task.Kind), seed, "motif rows")
            .Select(place => rows[place])];
        // Each half of a stratified order has every class in proportion.
        _chosenOn = order[..(order.Length / 2)];
        _countedOn = order[(order.Length / 2)..];
    }

    /// <summary>The stretches, those in the largest share of a class first.</summary>
    public IReadOnlyList<ClassMotif> Find(CancellationToken stop)
    {
        var sizes = new ClassRows(_data, _chosenOn);
        var (candidates, tests) = Candidates(sizes, stop);
        var chosen = Choose(candidates, stop);
        return [.. chosen.Select(one => Count(one.Label, one.Occurrences, one.Core, chosen.Count))
            .Where(motif => motif.ClassShare >= LeastShare && motif.Log10Chance <= Math.Log10(MostChance)
                && motif.ClassShare >= LeastRatio * motif.OthersShare)
            .OrderByDescending(motif => motif.ClassShare)];
    }

    private (List<(double LogChance, int Label, ulong Core)> Candidates, long Tests) Candidates(
        ClassRows sizes, CancellationToken stop)
    {
        int[] labels = [.. Enumerable.Range(0, _data.Task.Labels.Count).Where(label => sizes[label] >= FewestRows)];
        if (labels.Length == 0)
            return ([], 0);
        var (counts, different) = CountRows(stop);
        int fewest = Math.Max(FewestCounted, (int)Math.Ceiling(LeastShare * labels.Min(label => sizes[label])));
        var byClass = CountByClass(counts, fewest, stop);
        long tests = different * labels.Length;
        List<(double LogChance, int Label, ulong Core)> candidates = [];
        foreach (var (core, own) in byClass)
        {
            int with = own.Sum();
            foreach (int label in labels)
            {
                double share = Finding.Share(own[label], sizes[label]);
                double others = Finding.Share(with - own[label], sizes.Others(label));
                if (own[label] < FewestCounted || share < LeastShare || share < LeastRatio * others)
                    continue;
                double log = FisherTest.LogChance(own[label], sizes[label], with, sizes.All) + Math.Log(tests);
                if (log <= Math.Log(MostChance))
                    candidates.Add((log, label, core));
            }
        }
        candidates.Sort();
        return (candidates, tests);
    }

    private (int[] Counts, long Different) CountRows(CancellationToken stop)
    {
        int[] counts = new int[1 << (2 * CoreBases)];
        long different = 0;
        foreach (int row in _chosenOn)
        {
            stop.ThrowIfCancellationRequested();
            foreach (ulong kmer in DifferentKmers(row))
                different += counts[kmer]++ == 0 ? 1 : 0;
        }
        return (counts, different);
    }

    private Dictionary<ulong, int[]> CountByClass(int[] counts, int fewest, CancellationToken stop)
    {
        var byClass = new Dictionary<ulong, int[]>();
        foreach (int row in _chosenOn)
        {
            stop.ThrowIfCancellationRequested();
            foreach (ulong kmer in DifferentKmers(row))
            {
                if (counts[kmer] < fewest)
                    continue;
                if (!byClass.TryGetValue(kmer, out int[]? own))
                    byClass.Add(kmer, own = new int[_data.Task.Labels.Count]);
                own[_data.ClassOf(row)]++;
            }
        }
        return byClass;
    }

    private HashSet<ulong> DifferentKmers(int row)
    {
        var different = new HashSet<ulong>();
        foreach (ulong kmer in _kmers.Of(_data.Bases[row]))
            different.Add(kmer);
        return different;
    }

    // From the strongest on, each stretch that most of its rows have not been given by a stronger one.
    private List<(int Label, byte[] Core, MotifOccurrences Occurrences)> Choose(
        List<(double LogChance, int Label, ulong Core)> candidates, CancellationToken stop)
    {
        List<(int, byte[], MotifOccurrences)> chosen = [];
        HashSet<int> taken = [];
        foreach (var (_, label, code) in candidates.Take(MostTried))
        {
            stop.ThrowIfCancellationRequested();
            byte[] core = _kmers.Bases(code);
            var occurrences = new MotifOccurrences(_data, core, _chosenOn.Where(row => _data.ClassOf(row) == label));
            if (occurrences.Rows.Count(taken.Contains) >= SameRows * occurrences.Rows.Count)
                continue;
            taken.UnionWith(occurrences.Rows);
            chosen.Add((label, core, occurrences));
            if (chosen.Count == MostMotifs)
                break;
        }
        return chosen;
    }

    private ClassMotif Count(int label, MotifOccurrences chosenOn, byte[] core, int tests)
    {
        var sizes = new ClassRows(_data, _countedOn);
        var own = new MotifOccurrences(_data, core, _countedOn.Where(row => _data.ClassOf(row) == label));
        var others = new MotifOccurrences(_data, core, _countedOn.Where(row => _data.ClassOf(row) != label));
        double log = FisherTest.LogChance(own.Rows.Count, sizes[label], own.Rows.Count + others.Rows.Count, sizes.All);
        var (stretch, before) = chosenOn.Extend();
        var (place, share) = own.UsualPlace(before);
        return new ClassMotif(_data.Task.Labels[label], Encoding.ASCII.GetString(stretch), Encoding.ASCII.GetString(core),
            Finding.Share(own.Rows.Count, sizes[label]), Finding.Share(others.Rows.Count, sizes.Others(label)),
            (log + Math.Log(tests)) / Math.Log(10), place, share);
    }
}
