using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Motifs;

namespace Cistron.Training.Interpretation.Motifs;

/// <summary>A sequence with a score for each of its bases.</summary>
public sealed record ScoredSequence(byte[] Bases, float[] Scores);

/// <summary>What a search for motifs found.</summary>
/// <param name="Runs">Runs of scores in the sequences of the class.</param>
/// <param name="Tested">Different stretches among them.</param>
/// <param name="Enriched">Those that are commoner in the class.</param>
/// <param name="Motifs">What they were merged into, the least likely by chance first.</param>
public sealed record FoundMotifs(int Runs, int Tested, int Enriched, IReadOnlyList<FoundMotif> Motifs);

/// <summary>
/// Motifs from scores of bases, after DNABERT's motif search (Ji et al. 2021): runs of high scores in the sequences of a
/// class, tested for being commoner there than in the other sequences, merged, and counted place by place.
/// </summary>
/// <param name="rule">What makes a motif.</param>
/// <param name="alphabet">DNA or RNA.</param>
public sealed class MotifFinder(MotifRule rule, Alphabet alphabet)
{
    /// <summary>Finds them.</summary>
    /// <param name="positives">Sequences of the class, upper case, with their scores.</param>
    /// <param name="negatives">The other sequences.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public FoundMotifs Find(IReadOnlyList<ScoredSequence> positives, IReadOnlyList<byte[]> negatives, CancellationToken stop = default)
    {
        Run[] runs = [.. positives.SelectMany(sequence => ScoreRuns.Of(sequence.Scores, rule.MinLength, rule.MinRatio)
            .Select(range => new Run(sequence, range)))];
        Stretches tested = new(Candidates(runs), alphabet, rule.BothStrands);
        var enriched = EnrichedStretch.Of(tested, [.. positives.Select(sequence => sequence.Bases)], negatives, rule.FalseDiscoveryRate, stop);
        var merged = MergedStretches.Of(enriched, rule, alphabet, stop);
        return new FoundMotifs(runs.Length, tested.All.Count, enriched.Count,
            [.. Motifs(merged, runs, positives.Count, negatives.Count, stop).Where(motif => motif.Instances >= rule.MinInstances)]);
    }

    // The different stretches of runs without ambiguous letters.
    private byte[][] Candidates(IEnumerable<Run> runs)
    {
        var different = new HashSet<string>();
        foreach (Run run in runs)
            if (run.Bases.All(alphabet.IsCanonical))
                different.Add(Encoding.ASCII.GetString(rule.BothStrands ? Stretches.OfTwoStrands(run.Bases, alphabet) : run.Bases));
        return [.. different.Order(StringComparer.Ordinal).Select(Encoding.ASCII.GetBytes)];
    }

    private IEnumerable<FoundMotif> Motifs(
        IReadOnlyList<MergedStretches> merged, Run[] runs, int positives, int negatives, CancellationToken stop)
    {
        var members = merged.SelectMany((motif, i) => motif.Members.Select((member, rank) => (Motif: i, Rank: rank, member.Bases, member.Offset))).ToArray();
        Stretches search = new([.. members.Select(member => member.Bases)], alphabet, rule.BothStrands);
        var instances = merged.Select(_ => new List<(byte[] Bases, double Score)>()).ToArray();
        foreach (Run run in runs)
        {
            stop.ThrowIfCancellationRequested();
            // A run is one instance of a motif, by the strongest of its stretches in it.
            foreach (var found in search.Find(run.Bases).GroupBy(find => members[find.Stretch].Motif))
            {
                var (stretch, start, isReverse) = found.MinBy(find => (members[find.Stretch].Rank, find.Start));
                var (_, _, bases, offset) = members[stretch];
                int first = run.Range.Start.Value + start;
                // The place of the motif's first stretch, read forward in the sequence.
                int length = merged[found.Key].First.Bases.Length;
                int place = isReverse ? first + bases.Length + offset - length : first - offset;
                instances[found.Key].Add((Window(run.Sequence.Bases, place + place + length, isReverse),
                    run.Sequence.Scores[first..(first + bases.Length)].Average(score => (double)score)));
            }
        }
        for (int i = 0; i < merged.Count; i++)
        {
            EnrichedStretch stretch = merged[i].First;
            yield return new FoundMotif
            {
                Stretch = Encoding.ASCII.GetString(stretch.Bases),
                Stretches = merged[i].Members.Count,
                Positives = stretch.Positives,
                Negatives = stretch.Negatives,
                OddsRatio = (stretch.Positives + 0.5) * (negatives - stretch.Negatives + 0.5)
                    / ((stretch.Negatives + 0.5) * (positives - stretch.Positives + 0.5)),
                LogChance = stretch.LogChance,
                LogValue = stretch.LogValue,
                Instances = instances[i].Count,
                MeanScore = instances[i].Count == 0 ? 0 : instances[i].Average(instance => instance.Score),
                Frequencies = new BaseFrequencies(instances[i].Select(instance => instance.Bases), rule.WindowBases, alphabet),
            };
        }
    }

    // The bases round a centre, which is given as twice its coordinate; N beyond the ends of the sequence.
    private byte[] Window(byte[] bases, int twiceCentre, bool isReverse)
    {
        byte[] window = new byte[rule.WindowBases];
        // Where a window has no middle between two bases its centre moves half a base, on both strands to the same one.
        int start = (twiceCentre - rule.WindowBases + (isReverse ? 1 : 0)) >> 1;
        for (int i = 0; i < window.Length; i++)
            window[i] = (uint)(start + i) < (uint)bases.Length ? bases[start + i] : (byte)'N';
        if (isReverse)
            ReverseComplement.InPlace(window, alphabet);
        return window;
    }

    private sealed record Run(ScoredSequence Sequence, Range Range)
    {
        public byte[] Bases { get; } = Sequence.Bases[Range];
    }
}
