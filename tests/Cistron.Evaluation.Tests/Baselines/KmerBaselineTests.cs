using Cistron.Evaluation.Baselines;
using Cistron.Evaluation.Metrics;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Evaluation.Tests.Baselines;

public class KmerBaselineTests
{
    [Fact]
    public void A_motif_anywhere_in_the_sequence_is_learned()
    {
        (BaselineRows train, _) = Rows("train", 400);
        (BaselineRows dev, _) = Rows("dev", 100);
        (BaselineRows test, int[] labels) = Rows("test", 200);

        KmerBaseline baseline = KmerBaseline.Train(train, dev, Alphabet.Dna, seed: 1);

        ClassPredictions predictions = new(baseline.Predict(test.Bases), labels);
        Assert.True(predictions.Confusion().Mcc() > 0.8);
        Assert.Equal(6, baseline.LongestKmer);
        Assert.Matches(
            "^k-mers of 1 to 6 letters and penalty 1e-[1-5] were chosen by the loss on 100 development rows; "
            + "fitted to 400 training rows.$",
            baseline.Note);
    }

    [Fact]
    public void Without_development_rows_the_choice_is_made_within_the_training_rows()
    {
        (BaselineRows train, _) = Rows("train", 60);

        KmerBaseline baseline = KmerBaseline.Train(train, null, Alphabet.Dna, seed: 1);

        Assert.Contains("5-fold cross-validation within the training rows", baseline.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_without_a_reason_get_the_strongest_penalty_and_no_confidence()
    {
        RandomStream stream = RandomStream.For(5, "noise");
        BaselineRows Noise(int rows) => new(
            [.. Enumerable.Range(0, rows).Select(_ => Draw.Bases(stream, 60))],
            Outcomes.OfClasses([.. Enumerable.Range(0, rows).Select(row => row % 2)], 2));

        KmerBaseline baseline = KmerBaseline.Train(Noise(200), Noise(200), Alphabet.Dna, seed: 1);

        Assert.Equal(0.1, baseline.Penalty);
        Assert.All(baseline.Predict(Noise(50).Bases), row => Assert.InRange(row[0], 0.4, 0.6));
    }

    [Fact]
    public void The_same_seed_gives_the_same_predictions()
    {
        (BaselineRows train, _) = Rows("train", 60);
        (BaselineRows test, _) = Rows("test", 10);

        double[][] first = KmerBaseline.Train(train, null, Alphabet.Dna, seed: 1).Predict(test.Bases);
        double[][] again = KmerBaseline.Train(train, null, Alphabet.Dna, seed: 1).Predict(test.Bases);

        Assert.Equal(first, again);
    }

    [Fact]
    public void A_value_that_depends_on_composition_is_regressed()
    {
        RandomStream stream = RandomStream.For(6, "rows");
        (byte[][] bases, double[] values) = GcRich(stream, 200);
        (byte[][] testBases, double[] testValues) = GcRich(stream, 100);

        KmerBaseline baseline = KmerBaseline.Train(
            new BaselineRows(bases, Outcomes.OfValues(values)), null, Alphabet.Dna, seed: 1);

        double[] predicted = [.. baseline.Predict(testBases).Select(row => row[0])];
        Assert.True(Bootstrap.Estimate(new ValuePredictions(predicted, testValues), 1, 0)["r2"].Value > 0.9);
    }

    [Fact]
    public void Several_labels_each_follow_their_own_motif()
    {
        RandomStream stream = RandomStream.For(7, "rows");
        bool[][] labels = [.. Enumerable.Range(0, 400).Select(row => new[] { row % 2 == 0, row % 4 < 2 })];
        byte[][] bases = [.. labels.Select(row => (byte[])
        [
            .. row[0] ? Draw.BasesWith("TATAAA"u8, stream, 40) : Draw.Bases(stream, 40),
            .. row[1] ? Draw.BasesWith("GGCGCC"u8, stream, 40) : Draw.Bases(stream, 40),
        ])];
        var train = new BaselineRows(bases[..300], Outcomes.OfLabels(labels[..300]));

        KmerBaseline baseline = KmerBaseline.Train(train, null, Alphabet.Dna, seed: 1);

        var predictions = new MultiLabelPredictions(baseline.Predict(bases[300..]), labels[300..]);
        Assert.All(predictions.LabelScores(), score => Assert.True(score.RocAuc > 0.85));
    }

    [Fact]
    public void Sequences_that_are_empty_or_ambiguous_get_a_prediction_too()
    {
        (BaselineRows train, _) = Rows("train", 60);

        double[][] predicted =
            KmerBaseline.Train(train, null, Alphabet.Dna, seed: 1).Predict([[], "NNNNNNNN"u8.ToArray()]);

        Assert.All(predicted, row => Assert.Equal(1, row.Sum(), 1e-12));
    }

    [Fact]
    public void One_training_row_is_too_few_to_choose_by()
    {
        var fault = Assert.Throws<ArgumentException>(
            () => KmerBaseline.Train(Rows("train", 1).Rows, null, Alphabet.Dna, seed: 1));

        Assert.Contains("give more, or development rows", fault.Message, StringComparison.Ordinal);
    }

    private static (BaselineRows Rows, int[] Labels) Rows(string name, int rows)
    {
        RandomStream stream = RandomStream.For(8, name);
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row % 2)];
        byte[][] bases = [.. labels.Select(label =>
            label == 1 ? Draw.BasesWith("TATAAATATAAA"u8, stream, 60) : Draw.Bases(stream, 60))];
        return (new BaselineRows(bases, Outcomes.OfClasses(labels, 2)), labels);
    }

    private static (byte[][] Bases, double[] Values) GcRich(RandomStream stream, int rows)
    {
        double[] values = [.. Enumerable.Range(0, rows).Select(_ => stream.NextDouble())];
        return ([.. values.Select(value => Enumerable.Range(0, 200)
            .Select(_ => stream.NextDouble() < value ? (byte)'G' : (byte)'A').ToArray())], values);
    }
}
