using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Models.Importance;
using Cistron.Models.Inference;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Windows;

namespace Cistron.Models.Tests.Importance;

public sealed class BaseImportanceTests
{
    /// <summary>Kernels add in another order for another shape of batch, forwards and backwards; relative to the largest score.</summary>
    private const double Tolerance = 2e-4;

    private static readonly byte[][] Sequences = [.. new[] { 5, 54, 130, 1, 33, 300, 54, 20 }.Select(Sample.Bases)];

    [Theory]
    [InlineData("bert", false)]
    [InlineData("awd_lstm", false)]
    [InlineData("bert", true)]
    public void Scores_depend_neither_on_padding_nor_on_what_stands_beside_a_sequence(string architecture, bool attends)
    {
        // What is read from left to right has nothing of the sequence in its first state.
        foreach (var pooling in Enum.GetValues<Pooling>().Where(pooling => architecture == "bert" || pooling != Pooling.Cls))
        {
            var predictor = Predictor(architecture, Sample.Task with { Pooling = pooling });

            float[][] alone = Scores(predictor, attends, Sequences, batchSize: 1);
            float[][] together = Scores(predictor, attends, Sequences, batchSize: 8);
            float[][] reversed = Scores(predictor, attends, [.. Sequences.Reverse()], batchSize: 3);

            for (int i = 0; i < Sequences.Length; i++)
            {
                Assert.Equal(Sequences[i].Length, alone[i].Length);
                Close(alone[i], together[i]);
                Close(alone[i], reversed[^(i + 1)]);
            }
            Assert.True(alone[1].Max() - alone[1].Min() > 1e-3);
        }
    }

    [Fact]
    public void A_base_has_the_mean_over_the_windows_that_cover_it()
    {
        var predictor = Predictor("bert", Sample.Task);
        byte[] bases = Sequences[2];
        (int Start, int End)[] windows = [(0, 54), (27, 81), (54, 108), (76, 130)];

        float[] whole = Scores(predictor, false, [bases], 8)[0];

        float[][] parts = Scores(predictor, false, [.. windows.Select(window => bases[window.Start..window.End])], 8);
        for (int i = 0; i < bases.Length; i++)
            Assert.Equal(windows.Index().Where(one => i >= one.Item.Start && i < one.Item.End)
                .Average(one => parts[one.Index][i - one.Item.Start]), whole[i], Tolerance);
    }

    [Fact]
    public void A_base_that_the_model_does_not_see_has_the_score_0()
    {
        var predictor = Predictor("bert", Sample.Task, LongSequenceRule.KeepStart);

        float[] scores = Scores(predictor, false, [Sequences[2]], 4)[0];

        Assert.All(scores[54..], score => Assert.Equal(0, score));
        Assert.DoesNotContain(0f, scores[..54]);
    }

    [Fact]
    public void A_task_of_both_strands_scores_a_base_and_its_partner_alike()
    {
        var predictor = Predictor("bert", Sample.Task with { Strands = StrandSampling.Both });

        float[][] forward = Scores(predictor, false, Sequences, 4);
        float[][] reverse = Scores(predictor, false, [.. Sequences.Select(bases => ReverseComplement.Of(bases, Alphabet.Dna))], 4);

        for (int i = 0; i < Sequences.Length; i++)
            Close(forward[i], [.. reverse[i].Reverse()]);
        Assert.NotEqual(forward[1], Scores(Predictor("bert", Sample.Task), false, [Sequences[1]], 1)[0]);
    }

    [Fact]
    public void The_output_beside_the_scores_is_what_the_model_predicts()
    {
        var predictor = Predictor("bert", Sample.Task with { Strands = StrandSampling.Both });

        var scored = new BaseImportance(predictor, Gradient(predictor)).Of(Sequences, bases => bases, 3).ToList();

        var predicted = predictor.Predict(Sequences, bases => bases, 3).ToList();
        for (int i = 0; i < Sequences.Length; i++)
            Assert.All(scored[i].Output.Zip(predicted[i].Output), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }

    private static SequencePredictor Predictor(string architecture, SequenceTask task, LongSequenceRule rule = LongSequenceRule.Windows) => new(
        GradientImportanceTests.Model(architecture, task), task, new SequenceEncoder(Sample.Tokenizer, 20, rule));

    private static GradientImportance Gradient(SequencePredictor predictor) =>
        new(predictor.Model, predictor.Task.Kind, 1, Sample.Tokenizer.Vocabulary);

    private static float[][] Scores(SequencePredictor predictor, bool attends, byte[][] sequences, int batchSize)
    {
        TokenImportance importance = attends
            ? new AttentionImportance(predictor.Model, (BertBackbone)predictor.Model.Backbone)
            : Gradient(predictor);
        return [.. new BaseImportance(predictor, importance).Of(sequences, bases => bases, batchSize).Select(scored => scored.Scores)];
    }

    private static void Close(float[] expected, float[] actual)
    {
        double largest = expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance * Math.Max(1, largest)));
    }
}
