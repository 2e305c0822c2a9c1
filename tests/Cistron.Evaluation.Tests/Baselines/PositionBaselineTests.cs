using Cistron.Evaluation.Baselines;
using Cistron.Evaluation.Metrics;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Evaluation.Tests.Baselines;

public class PositionBaselineTests
{
    [Fact]
    public void A_motif_at_one_place_is_seen_though_it_stands_elsewhere_in_the_other_class()
    {
        // Both classes hold one ATG somewhere, so that counts of k-mers say nothing.
        (BaselineRows train, _) = Starts("train", 400);
        (BaselineRows dev, _) = Starts("dev", 100);
        (BaselineRows test, int[] labels) = Starts("test", 200);

        PositionBaseline byPlace = PositionBaseline.Train(train, dev, Alphabet.Dna, seed: 1);
        KmerBaseline byCount = KmerBaseline.Train(train, dev, Alphabet.Dna, seed: 1);

        Assert.InRange(Mcc(byPlace.Predict(test.Bases), labels), 0.85, 1);
        Assert.InRange(Mcc(byCount.Predict(test.Bases), labels), -0.3, 0.3);
        Assert.Matches(
            "^letters at 40 places; penalty 1e-[0-6] was chosen by the loss on 100 development rows; fitted to 400 training rows.$",
            byPlace.Note);
    }

    [Fact]
    public void Predictions_are_those_of_a_linear_model_on_one_column_for_each_place_and_letter()
    {
        (BaselineRows train, _) = Starts("train", 200);
        (BaselineRows dev, _) = Starts("dev", 50);
        var rows = new SparseRows(40 * 4);
        foreach (byte[] bases in train.Bases)
            rows.Add([.. bases.SelectMany(letter => "ACGT"u8.ToArray().Select(each => each == letter ? (float)(1 / Math.Sqrt(40)) : 0f))]);

        PositionBaseline baseline = PositionBaseline.Train(train, dev, Alphabet.Dna, seed: 1);
        double[][] expected = LinearModel.Fit(rows, train.Outcomes, baseline.Penalty, tolerance: 3e-3).Predict(rows);

        Assert.Equal(expected, baseline.Predict(train.Bases));
    }

    [Fact]
    public void Labels_without_a_reason_get_no_confidence_however_long_the_sequences()
    {
        RandomStream stream = RandomStream.For(5, "noise");
        BaselineRows Noise(int rows) => new(
            [.. Enumerable.Range(0, rows).Select(_ => Draw.Bases(stream, 1000))],
            Outcomes.OfClasses([.. Enumerable.Range(0, rows).Select(row => row % 2)], 2));

        PositionBaseline baseline = PositionBaseline.Train(Noise(200), Noise(400), Alphabet.Dna, seed: 1);

        Assert.All(baseline.Predict(Noise(50).Bases), row => Assert.InRange(row[0], 0.35, 0.65));
    }

    [Fact]
    public void A_value_and_several_labels_are_learned_too()
    {
        RandomStream stream = RandomStream.For(6, "rows");
        byte[][] bases = [.. Enumerable.Range(0, 400).Select(_ => Draw.Bases(stream, 20))];
        double[] values = [.. bases.Select(row => (row[3] == 'G' ? 5.0 : 0) + (row[11] == 'A' ? -2 : 0))];
        bool[][] labels = [.. bases.Select(row => new[] { row[3] == 'G', row[11] == 'A' })];

        double[][] predicted = Trained(Outcomes.OfValues(values[..300]));
        double[][] carried = Trained(Outcomes.OfLabels(labels[..300]));

        var estimates = Bootstrap.Estimate(new ValuePredictions([.. predicted.Select(row => row[0])], values[300..]), 1, 0);
        Assert.InRange(estimates["r2"].Value, 0.95, 1);
        Assert.All(new MultiLabelPredictions(carried, labels[300..]).LabelScores(),
            score => Assert.InRange(score.RocAuc, 0.99, 1));

        double[][] Trained(Outcomes outcomes) => PositionBaseline
            .Train(new BaselineRows(bases[..300], outcomes), null, Alphabet.Dna, seed: 1).Predict(bases[300..]);
    }

    [Fact]
    public void Ambiguous_letters_and_other_lengths_get_a_prediction_too()
    {
        (BaselineRows train, _) = Starts("train", 60);

        double[][] predicted = PositionBaseline.Train(train, null, Alphabet.Dna, seed: 1)
            .Predict([[], "NNNNNNNN"u8.ToArray(), Draw.Bases(RandomStream.For(1, "long"), 90)]);

        Assert.All(predicted, row => Assert.Equal(1, row.Sum(), 1e-12));
    }

    [Fact]
    public void Sequences_have_a_length_in_common_only_where_all_are_alike_and_not_empty()
    {
        Assert.Equal(3, PositionBaseline.LengthOf("ACG"u8.ToArray(), "TTT"u8.ToArray()));
        Assert.Null(PositionBaseline.LengthOf("ACG"u8.ToArray(), "TT"u8.ToArray()));
        Assert.Null(PositionBaseline.LengthOf([], []));
        Assert.Null(PositionBaseline.LengthOf());
        Assert.Throws<ArgumentException>(() => PositionBaseline.Train(
            new BaselineRows(["ACG"u8.ToArray(), "TT"u8.ToArray()], Outcomes.OfValues([1, 2])), null, Alphabet.Dna, seed: 1));
    }

    [Fact]
    public void More_rows_than_a_pass_may_take_are_drawn_with_the_seed_and_the_note_says_so()
    {
        (BaselineRows train, _) = Starts("train", 120);

        // 100 rows of 40 places for 2 classes.
        PositionBaseline baseline = PositionBaseline.Train(train, null, Alphabet.Dna, seed: 1, mostProducts: 8000);

        Assert.EndsWith("fitted to 100 of 120 training rows, drawn at random.", baseline.Note, StringComparison.Ordinal);
    }

    // Of label 1 the ATG stands at place 20, of label 0 anywhere.
    private static (BaselineRows Rows, int[] Labels) Starts(string name, int rows)
    {
        RandomStream stream = RandomStream.For(8, name);
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row % 2)];
        byte[][] bases = [.. labels.Select(label =>
        {
            if (label == 0)
                return Draw.BasesWith("ATG"u8, stream, 40);
            byte[] drawn = Draw.Bases(stream, 40);
            "ATG"u8.CopyTo(drawn.AsSpan(20));
            return drawn;
        })];
        return (new BaselineRows(bases, Outcomes.OfClasses(labels, 2)), labels);
    }

    private static double Mcc(double[][] predicted, int[] labels) => new ClassPredictions(predicted, labels).Confusion().Mcc();
}
