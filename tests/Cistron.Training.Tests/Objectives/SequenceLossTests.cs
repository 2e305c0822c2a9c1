using Cistron.Evaluation.Metrics;
using Cistron.Models;
using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Models.Inference;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Training.Objectives;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Objectives;

/// <summary>Losses of a model whose outputs are all zero, which can be said beforehand.</summary>
public class SequenceLossTests
{
    [Fact]
    public void The_loss_of_classes_is_the_cross_entropy_summed_over_rows() =>
        Assert.Equal(3 * Math.Log(4), Loss(TaskKind.MultiClass, outputs: 4, [[0], [3], [1]]), 1e-5);

    [Fact]
    public void The_loss_of_labels_is_the_binary_cross_entropy_summed_over_rows_and_averaged_over_labels() =>
        Assert.Equal(3 * Math.Log(2), Loss(TaskKind.MultiLabel, outputs: 2, [[0, 1], [0, 0], [1, 1]]), 1e-5);

    [Fact]
    public void The_loss_of_weighted_classes_counts_each_row_by_the_weight_of_its_class() =>
        Assert.Equal((2 + 2 + 0.5) * Math.Log(2), Loss(TaskKind.MultiClass, outputs: 2, [[0], [0], [1]], classWeights: [2, 0.5f]), 1e-5);

    [Fact]
    public void The_loss_of_weighted_labels_counts_each_label_that_is_there_by_its_weight() =>
        Assert.Equal((3 + 1 + 1 + 0.5) / 2 * Math.Log(2),
            Loss(TaskKind.MultiLabel, outputs: 2, [[1, 0], [0, 1]], classWeights: [3, 0.5f]), 1e-5);

    [Fact]
    public void The_loss_of_a_regression_is_the_squared_error_in_units_of_the_training_deviation() =>
        Assert.Equal(1 + 0 + 4, Loss(TaskKind.Regression, outputs: 1, [[12], [10], [6]], mean: 10, deviation: 2), 1e-5);

    [Fact]
    public void Zero_outputs_of_a_regression_are_the_training_mean_in_the_unit_of_the_labels()
    {
        using var scope = new TensorScope();
        var predictor = ZeroModel(TaskKind.Regression, outputs: 1, mean: 10, deviation: 2);

        Assert.Equal(10, Assert.Single(predictor.Predict(["ACGT"u8.ToArray()], bases => bases, 1)).Output[0], 1e-5);
    }

    private static double Loss(
        TaskKind kind, int outputs, double[][] targets, double mean = 0, double deviation = 1, float[]? classWeights = null)
    {
        using var scope = new TensorScope();
        var rows = new TargetRows([.. targets.Select(_ => "ACGTACGT"u8.ToArray())], targets, classWeights);
        var objective = new SequenceObjective(ZeroModel(kind, outputs, mean, deviation), rows, dev: null, Metric.Loss,
            batchSize: 8, accumulate: 1, seed: 1);
        return objective.Loss(Assert.Single(objective.Batches(0))).Targets.ToDouble();
    }

    private static SequencePredictor ZeroModel(TaskKind kind, int outputs, double mean, double deviation)
    {
        var tokenizer = new KmerTokenizer(1, 1, Tail.Drop, Alphabet.Dna);
        var backbone = TinyRecipes.Model.Configure(tokenizer.Vocabulary.Count, contextTokens: 10).Build();
        var model = new SequenceModel(backbone, outputs, Pooling.Mean, dropout: 0);
        foreach (var (_, parameter) in model.Parameters())
            parameter.Assign(Operators.Zeros(parameter.Value.Shape));
        var task = new SequenceTask
        {
            Kind = kind,
            Outputs = [.. Enumerable.Range(0, outputs).Select(i => $"{i}")],
            Pooling = Pooling.Mean,
            TargetMean = mean,
            TargetDeviation = deviation,
        };
        return new SequencePredictor(model, task, new SequenceEncoder(tokenizer, 10, rule: null));
    }
}
