using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Models.Inference;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Windows;
using Cistron.Torch;

namespace Cistron.Models.Tests.Inference;

public class SequencePredictorTests
{
    /// <summary>Kernels add in another order for another shape of batch: a few float32 roundings, no more.</summary>
    private const double Tolerance = 1e-5;

    private static readonly byte[][] Sequences = [.. new[] { 5, 54, 130, 1, 33, 300, 54, 20 }.Select(Sample.Bases)];

    [Theory]
    [MemberData(nameof(Sample.Encoders), MemberType = typeof(Sample))]
    public void Predictions_depend_neither_on_the_batch_size_nor_on_the_order(
        PositionEncoding position, Normalization normalization)
    {
        var shape = Sample.Shape with { Position = position, Normalization = normalization };
        foreach (var pooling in Enum.GetValues<Pooling>())
        {
            var predictor = Predictor(shape, Sample.Task with { Pooling = pooling });

            var single = Predict(predictor, Sequences, batchSize: 1);
            var batched = Predict(predictor, Sequences, batchSize: 3);
            var reversed = Predict(predictor, [.. Sequences.Reverse()], batchSize: 64);

            TensorAssert.Close(Outputs(single), Outputs(batched), Tolerance);
            TensorAssert.Close(Outputs(single), Outputs([.. reversed.AsEnumerable().Reverse()]), Tolerance);
            Assert.Equal([1, 1, 4, 1, 1, 11, 1, 1], batched.Select(p => p.Windows));
            // A model that says the same of everything would pass the lines above.
            Assert.True(Math.Abs(single[0].Output[0] - single[1].Output[0]) > 1e-3);
        }
    }

    [Fact]
    public void Classes_get_probabilities_that_add_up_to_one()
    {
        var predictor = Predictor(Sample.Shape, Sample.Task);
        using var scope = new TensorScope();
        float[] logits = TensorAssert.Values(predictor.Model.Forward(Sample.Batch(Sample.Tokenizer.Frame(Sequences[1], Framing.Both))));

        double[] output = Predict(predictor, [Sequences[1]], batchSize: 1).Single().Output;

        double sum = logits.Sum(logit => Math.Exp(logit));
        Assert.All(logits.Zip(output), pair => Assert.Equal(Math.Exp(pair.First) / sum, pair.Second, 1e-6));
    }

    [Fact]
    public void Each_label_gets_a_probability_of_its_own()
    {
        var predictor = Predictor(Sample.Shape, Sample.Task with { Kind = TaskKind.MultiLabel });
        using var scope = new TensorScope();
        float[] logits = TensorAssert.Values(predictor.Model.Forward(Sample.Batch(Sample.Tokenizer.Frame(Sequences[1], Framing.Both))));

        double[] output = Predict(predictor, [Sequences[1]], batchSize: 1).Single().Output;

        Assert.All(logits.Zip(output), pair => Assert.Equal(1 / (1 + Math.Exp(-pair.First)), pair.Second, 1e-6));
    }

    [Fact]
    public void Regression_answers_in_the_unit_of_the_labels()
    {
        var task = Sample.Task with
        {
            Kind = TaskKind.Regression,
            Outputs = ["expression"],
            TargetMean = 100,
            TargetDeviation = 20,
        };
        var predictor = Predictor(Sample.Shape, task);
        using var scope = new TensorScope();
        Tensor standardized = predictor.Model.Forward(Sample.Batch(Sample.Tokenizer.Frame(Sequences[1], Framing.Both)));

        double[] output = Predict(predictor, [Sequences[1]], batchSize: 1).Single().Output;

        Assert.Equal([100 + 20 * standardized.ToDouble()], output, (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void Probabilities_are_averaged_over_windows()
    {
        var predictor = Predictor(Sample.Shape, Sample.Task);
        byte[] bases = Sequences[2];
        byte[][] windows = [bases[..54], bases[27..81], bases[54..108], bases[76..]];

        double[] output = Predict(predictor, [bases], batchSize: 8).Single().Output;

        double[][] parts = [.. Predict(predictor, windows, batchSize: 8).Select(p => p.Output)];
        for (int i = 0; i < output.Length; i++)
            Assert.Equal(parts.Average(part => part[i]), output[i], 1e-6);
    }

    [Fact]
    public void A_model_left_in_training_mode_predicts_without_dropout()
    {
        var predictor = Predictor(Sample.Shape with { Dropout = 0.5 }, Sample.Task);
        predictor.Model.SetTraining(true);

        var first = Predict(predictor, Sequences, batchSize: 2);

        Assert.Equal(Outputs(first), Outputs(Predict(predictor, Sequences, batchSize: 2)));
        Assert.False(predictor.Model.IsTraining);
    }

    [Fact]
    public void A_task_of_both_strands_has_the_mean_answer_of_a_sequence_and_its_reverse_complement_for_either()
    {
        byte[][] reversed = [.. Sequences.Select(bases => ReverseComplement.Of(bases, Alphabet.Dna))];
        float[] forward = Outputs(Predict(Predictor(Sample.Shape, Sample.Task), Sequences, batchSize: 2));
        float[] reverse = Outputs(Predict(Predictor(Sample.Shape, Sample.Task), reversed, batchSize: 2));
        var both = Predictor(Sample.Shape, Sample.Task with { Strands = StrandSampling.Both });

        float[] answers = Outputs(Predict(both, Sequences, batchSize: 3));

        Assert.Equal(answers, Outputs(Predict(both, reversed, batchSize: 2)), (a, b) => Math.Abs(a - b) < 1e-6);
        for (int i = 0; i < answers.Length; i++)
            Assert.Equal((forward[i] + reverse[i]) / 2, answers[i], 1e-6);
        Assert.NotEqual(forward, answers);
    }

    private static SequencePredictor Predictor(BertConfiguration shape, SequenceTask task) => new(
        Sample.SequenceModel(shape, task), task, new SequenceEncoder(Sample.Tokenizer, 20, LongSequenceRule.Windows));

    private static List<SequencePrediction<byte[]>> Predict(
        SequencePredictor predictor, byte[][] sequences, int batchSize)
    {
        var predictions = predictor.Predict(sequences, bases => bases, batchSize).ToList();
        Assert.Equal(sequences, predictions.Select(prediction => prediction.Item));
        return predictions;
    }

    private static float[] Outputs(List<SequencePrediction<byte[]>> predictions) =>
        [.. predictions.SelectMany(prediction => prediction.Output).Select(value => (float)value)];
}
