using Cistron.Evaluation.Metrics;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Annotations;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Labelling;
using Cistron.Training.GenomeScans;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.GenomeScans;

public sealed class AnnotationComparisonTests : IDisposable
{
    private static readonly Strand[] Both = [Strand.Forward, Strand.Reverse];

    private readonly TemporaryFolder _temporary = new();
    private readonly Corpus _corpus;

    public AnnotationComparisonTests()
    {
        string genome = _temporary.Write("genome.fa", ">s\n" + new string('A', 2000) + "\n>t\n" + new string('C', 100) + "\n");
        _corpus = CorpusBuilder.Build([genome], Alphabet.Dna, _temporary["corpus"]);
    }

    public void Dispose()
    {
        _corpus.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public void A_feature_starts_at_its_first_base_on_its_strand()
    {
        var starts = Read("s\t100\t400\ta\t0\t+\ns\t100\t400\tb\t0\t-\nelsewhere\t0\t9\tc\t0\t+\nt\t7\t9\td\t0\t.\n");

        Assert.Equal([new FeatureStart(100, "a")], starts.On("s", Strand.Forward));
        Assert.Equal([new FeatureStart(399, "b")], starts.On("s", Strand.Reverse));
        Assert.Equal((3, 1L, 1L), (starts.Count, starts.Elsewhere, starts.Unstranded));
        Assert.Equal((0, 1), starts.Between("s", Strand.Forward, 100, 100));
        Assert.Equal((0, 0), starts.Between("s", Strand.Forward, 90, 99));
        Assert.Equal((1, 1), starts.Between("s", Strand.Forward, 101, 900));
    }

    [Fact]
    public void Features_of_another_genome_are_refused()
    {
        Fault.Of<InputException>(() => Read("u\t100\t400\ta\t0\t+\n"), "none of its features", "names of the sequences");
        Fault.Of<InputException>(() => Read("s\t100\t4000\ta\t0\t+\n"), "4000 bases into 's'", "2000 bases");
    }

    [Fact]
    public void A_call_is_right_within_the_tolerance_of_a_start_on_its_strand()
    {
        var starts = Read("s\t500\t600\ta\t0\t+\ns\t800\t900\tb\t0\t-\ns\t1500\t1600\tc\t0\t+\n");
        var comparer = new AnnotationComparer(starts, tolerance: 15, threshold: 0.75, stepBases: 10, Both);
        // On the right place, 20 bases from a start, on the wrong strand, and below one threshold.
        Scan(comparer, (515, Strand.Forward), (879, Strand.Reverse), (899, Strand.Forward), (1500, Strand.Reverse));

        var comparison = comparer.Comparison();

        Assert.Equal(new StartAgreement(0.75, Calls: 4, RightCalls: 1, Features: 3, FoundFeatures: 1), comparison.Agreement);
        Assert.Equal((0.25, 1 / 3.0), (comparison.Agreement.Precision, comparison.Agreement.Recall));
        Assert.Equal(2 * 0.25 / 3 / (0.25 + 1 / 3.0), comparison.Agreement.F1, 1e-12);
        Assert.Equal(0, comparison.ByThreshold[^1].Calls);
        Assert.Equal(0, comparison.ByThreshold[^1].F1);
    }

    [Fact]
    public void The_profile_is_the_mean_around_the_starts_in_the_direction_of_the_feature()
    {
        var starts = Read("s\t500\t600\ta\t0\t+\ns\t1000\t1100\tb\t0\t-\n");
        var comparer = new AnnotationComparer(starts, 15, 0.75, stepBases: 10, Both);
        Scan(comparer, (480, Strand.Forward), (1119, Strand.Reverse), (520, Strand.Reverse));

        var comparison = comparer.Comparison();

        Assert.Equal(101, comparison.OnStrand.Count);
        Assert.Equal([-20], comparison.OnStrand.Where(point => point.Mean.Value > 0.5).Select(point => point.Offset));
        ProfilePoint peak = comparison.OnStrand.Single(point => point.Offset == -20);
        Assert.Equal((2L, new Estimate(0.9, 0.9, 0.9)), (peak.Places, peak.Mean));
        Assert.Equal([20], comparison.OnOppositeStrand.Where(point => point.Mean.Value > 0.2).Select(point => point.Offset));
    }

    private FeatureStarts Read(string bed)
    {
        using var annotation = AnnotationSource.Open(_temporary.Write("features.bed", bed));
        return FeatureStarts.Read(annotation, new WindowRule(WindowAnchor.Start, 0, 1), new Genome(_corpus), Both);
    }

    // A scan of 's' with a step of 10, on bases that end in 0 forward and in 9 in reverse; 0.9 near some, 0 elsewhere.
    private static void Scan(AnnotationComparer comparer, params (long Base, Strand Strand)[] high)
    {
        for (long start = 0; start < 2000; start += 10)
            foreach (var strand in Both)
            {
                var cell = new Interval("s", start, start + 10, strand);
                long marked = high.Where(place => place.Strand == strand && cell.Start <= place.Base && place.Base < cell.End)
                    .Select(place => (long?)place.Base).FirstOrDefault() ?? (strand == Strand.Forward ? start : start + 9);
                comparer.Add(new ScannedPlace(cell, marked, high.Contains((marked, strand)) ? 0.9 : 0));
            }
        comparer.EndSequence();
    }
}
