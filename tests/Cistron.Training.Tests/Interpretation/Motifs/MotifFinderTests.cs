using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Training.Interpretation.Motifs;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Interpretation.Motifs;

public sealed class MotifFinderTests
{
    private const string Motif = "TGATCCGA";

    private static readonly MotifRule Rule = new(MinLength: 5, MinRatio: 10, FalseDiscoveryRate: 0.005, MergeShare: 0.75, WindowBases: 24,
        MinInstances: 3, BothStrands: true);

    [Theory]
    [InlineData(new float[] { 0, 2, 2, 2, 0, 2, 2 }, 3, 10, "1..4")]
    [InlineData(new float[] { 2, 2, 0, 0, 2, 2 }, 2, 10, "0..2 4..6")]
    [InlineData(new float[] { 1, 1, 1 }, 1, 0, "")]
    // Above the mean, but not ten times the smallest.
    [InlineData(new float[] { 1, 1, 1, 5, 5, 5 }, 3, 10, "")]
    [InlineData(new float[] { 1, 1, 1, 5, 5, 5 }, 3, 0, "3..6")]
    [InlineData(new float[] { -3, 1, 1, -3 }, 2, 10, "1..3")]
    [InlineData(new float[] { }, 2, 10, "")]
    public void Runs_are_above_the_mean_and_above_ten_times_the_smallest_score(float[] scores, int minLength, double minRatio, string runs) =>
        Assert.Equal(runs, string.Join(' ', ScoreRuns.Of(scores, minLength, minRatio)));

    [Fact]
    public void A_planted_motif_is_found_on_either_strand_with_its_counts_and_its_letters()
    {
        var (positives, negatives) = Planted(count: 100, scored: Motif.Length);

        var found = new MotifFinder(Rule, Alphabet.Dna).Find(positives, negatives);

        FoundMotif motif = Assert.Single(found.Motifs);
        Assert.Contains(motif.Stretch, new[] { Motif, Reverse(Motif) });
        Assert.Equal((100, 0, 100), (motif.Positives, motif.Negatives, motif.Instances));
        Assert.Equal(1, motif.MeanScore, 1e-6);
        Assert.Equal(201.0 * 201, motif.OddsRatio, 1e-6);
        // Places 8 to 15 of 24 are the motif, read on the strand of its stretch.
        for (int i = 0; i < Motif.Length; i++)
            Assert.Equal(1, motif.Frequencies.Shares(8 + i)[Alphabet.Dna.IndexOf((byte)motif.Stretch[i])]);
        Assert.Equal((100, 1, 1), (found.Runs, found.Tested, found.Enriched));
    }

    [Fact]
    public void Parts_of_a_motif_are_merged_and_lie_on_each_other()
    {
        // Runs see the first five bases in some sequences, the last six in others, and all of it in most.
        var (whole, negatives) = Planted(100, Motif.Length);
        var positives = whole.Select((sequence, i) => i % 5 == 0 ? Narrowed(sequence, 0, 5) : i % 5 == 1 ? Narrowed(sequence, 2, 8) : sequence).ToArray();

        var found = new MotifFinder(Rule, Alphabet.Dna).Find(positives, negatives);

        FoundMotif motif = Assert.Single(found.Motifs);
        Assert.True(motif.Stretches > 1);
        Assert.Equal(100, motif.Instances);
        Assert.Equal(Motif.Length, motif.Stretch.Length);
        for (int i = 0; i < Motif.Length; i++)
            Assert.Equal(1, motif.Frequencies.Shares(8 + i)[Alphabet.Dna.IndexOf((byte)motif.Stretch[i])]);
    }

    [Fact]
    public void On_one_strand_a_stretch_and_its_reverse_complement_are_two()
    {
        var (positives, negatives) = Planted(100, Motif.Length);

        var found = new MotifFinder(Rule with { BothStrands = false }, Alphabet.Dna).Find(positives, negatives);

        Assert.Equal([Motif, Reverse(Motif)], found.Motifs.Select(motif => motif.Stretch).OrderByDescending(stretch => stretch, StringComparer.Ordinal));
        Assert.All(found.Motifs, motif => Assert.Equal(50, motif.Instances));
    }

    [Fact]
    public void Stretches_as_common_in_the_others_and_motifs_with_few_instances_are_left_out()
    {
        var (positives, negatives) = Planted(100, Motif.Length);

        Assert.Empty(new MotifFinder(Rule, Alphabet.Dna).Find(positives, [.. positives.Select(sequence => sequence.Bases)]).Motifs);
        Assert.Empty(new MotifFinder(Rule with { MinInstances = 101 }, Alphabet.Dna).Find(positives, negatives).Motifs);
        Assert.Empty(new MotifFinder(Rule, Alphabet.Dna).Find([.. positives.Select(sequence => sequence with { Scores = new float[60] })], negatives).Motifs);
    }

    [Fact]
    public void A_motif_at_an_end_is_counted_as_far_as_the_sequence_goes()
    {
        var (_, negatives) = Planted(100, Motif.Length);
        ScoredSequence[] positives = [.. Enumerable.Range(0, 50).Select(i =>
        {
            byte[] bases = Encoding.ASCII.GetBytes(Motif + SyntheticSequences.Random(20, RandomStream.For(3, "tails", i)));
            return new ScoredSequence(bases, [.. bases.Select((_, place) => place < 8 ? 1f : 0)]);
        })];

        FoundMotif motif = Assert.Single(new MotifFinder(Rule, Alphabet.Dna).Find(positives, negatives).Motifs);

        bool isForward = motif.Stretch == Motif;
        Assert.All(isForward ? motif.Frequencies.Counts.Take(8) : motif.Frequencies.Counts.TakeLast(8), counts => Assert.Equal(0, counts.Sum()));
        Assert.Equal(50, motif.Frequencies.Counts[8].Sum());
    }

    // Half of the sequences have the motif on the forward strand, half on the reverse one, anywhere; scores are 1 on its first
    // bases and 0 elsewhere. The others have no motif.
    private static (ScoredSequence[] Positives, byte[][] Negatives) Planted(int count, int scored)
    {
        string Background(ulong seed, int i) => SyntheticSequences.Random(60, RandomStream.For(seed, "planted", i))
            .Replace("ATCC", "AACC", StringComparison.Ordinal).Replace("GGAT", "GGAA", StringComparison.Ordinal);
        ScoredSequence[] positives = [.. Enumerable.Range(0, count).Select(i =>
        {
            int start = 16 + i % 20;
            string bases = Background(1, i)[..start] + Motif + Background(1, i)[(start + 8)..];
            float[] scores = [.. bases.Select((_, place) => place >= start && place < start + scored ? 1f : 0)];
            return i % 2 == 0
                ? new ScoredSequence(Encoding.ASCII.GetBytes(bases), scores)
                : new ScoredSequence(Encoding.ASCII.GetBytes(Reverse(bases)), [.. scores.Reverse()]);
        })];
        return (positives, [.. Enumerable.Range(0, count).Select(i => Encoding.ASCII.GetBytes(Background(2, i)))]);
    }

    // The same with high scores on some of the motif's bases alone.
    private static ScoredSequence Narrowed(ScoredSequence sequence, int start, int end)
    {
        int first = Array.IndexOf(sequence.Scores, 1f);
        bool isForward = Encoding.ASCII.GetString(sequence.Bases, first, Motif.Length) == Motif;
        var (from, to) = isForward ? (start, end) : (Motif.Length - end, Motif.Length - start);
        return sequence with { Scores = [.. sequence.Scores.Select((score, i) => i >= first + from && i < first + to ? score : 0)] };
    }

    private static string Reverse(string bases) => Encoding.ASCII.GetString(ReverseComplement.Of(Encoding.ASCII.GetBytes(bases), Alphabet.Dna));
}
