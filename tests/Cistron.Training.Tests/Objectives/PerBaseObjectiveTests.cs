using System.Text;
using Cistron.Evaluation.Metrics;
using Cistron.Models;
using Cistron.Models.AwdLstm;
using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Training.Objectives;

namespace Cistron.Training.Tests.Objectives;

public class PerBaseObjectiveTests
{
    private static readonly KmerTokenizer Tokenizer = new(1, 1, Tail.Drop, Alphabet.Dna);

    [Fact]
    public void The_loss_of_classes_is_the_cross_entropy_summed_over_measured_bases()
    {
        using var scope = new TensorScope();
        var objective = Objective(TaskKind.PerBaseClass, outputs: 4, ("ACGT", [0, double.NaN, 3, 1]), ("AC", [double.NaN, 2]));
        Zero(objective.Model);

        var batch = Assert.Single(objective.Batches(0));

        Assert.Equal((2, 4.0), (batch.Rows, batch.Weight));
        Assert.Equal(4 * Math.Log(4), objective.Loss(batch).Targets.ToDouble(), 1e-5);
    }

    [Fact]
    public void The_loss_of_values_is_the_squared_error_of_measured_bases_in_units_of_the_training_deviation()
    {
        using var scope = new TensorScope();
        var objective = Objective(TaskKind.PerBaseValue, outputs: 1, ("ACGT", [12, double.NaN, 10, double.NaN]), ("AC", [6, double.NaN]));
        Zero(objective.Model);

        var batch = Assert.Single(objective.Batches(0));

        Assert.Equal(3, batch.Weight);
        Assert.Equal(1 + 0 + 4, objective.Loss(batch).Targets.ToDouble(), 1e-5);
    }

    [Theory]
    [InlineData(TaskKind.PerBaseClass)]
    [InlineData(TaskKind.PerBaseValue)]
    public void Only_measured_bases_send_a_gradient(TaskKind kind)
    {
        using var scope = new TensorScope();
        // An LSTM has read nothing but A when it answers for the measured base.
        var objective = Objective(kind, outputs: kind == TaskKind.PerBaseClass ? 2 : 1, ("AACT", [double.NaN, 1, double.NaN, double.NaN]));

        objective.Loss(Assert.Single(objective.Batches(0))).Targets.Backward();

        Assert.Contains(Gradient(objective, "A"), value => value != 0);
        Assert.All(Gradient(objective, "C").Concat(Gradient(objective, "T")), value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_batch_without_a_measured_base_has_no_weight_and_no_loss()
    {
        using var scope = new TensorScope();
        foreach (var kind in new[] { TaskKind.PerBaseClass, TaskKind.PerBaseValue })
        {
            var objective = Objective(kind, outputs: 2 - (kind == TaskKind.PerBaseValue ? 1 : 0), ("ACGT", [.. Enumerable.Repeat(double.NaN, 4)]));

            var batch = Assert.Single(objective.Batches(0));
            Tensor loss = objective.Loss(batch).Targets;
            loss.Backward();

            Assert.Equal((0.0, 0.0), (batch.Weight, loss.ToDouble()));
            Assert.All(Gradient(objective, "A"), value => Assert.Equal(0, value));
        }
    }

    private static PerBaseObjective Objective(TaskKind kind, int outputs, params (string Bases, double[] Targets)[] rows)
    {
        TorchRandom.Seed(1);
        var shape = new AwdLstmRecipe { Dimensions = 8, Units = 12 }.Configure(Tokenizer.Vocabulary.Count);
        var task = new SequenceTask
        {
            Kind = kind,
            Outputs = [.. Enumerable.Range(0, outputs).Select(i => $"{i}")],
            Pooling = null,
            TargetMean = kind == TaskKind.PerBaseValue ? 10 : 0,
            TargetDeviation = kind == TaskKind.PerBaseValue ? 2 : 1,
        };
        var predictor = new PerBasePredictor(new PerBaseModel(shape.Build(), outputs, tokenBases: 1, dropout: 0), task,
            new SequenceEncoder(Tokenizer, shape, rule: null));
        var train = new TargetRows([.. rows.Select(row => Encoding.ASCII.GetBytes(row.Bases))], [.. rows.Select(row => row.Targets)]);
        return new PerBaseObjective(predictor, train, dev: null, Metric.Loss, batchSize: 8, accumulate: 1, seed: 1);
    }

    private static void Zero(Model model)
    {
        foreach (var (_, parameter) in model.Parameters())
            parameter.Assign(Operators.Zeros(parameter.Value.Shape));
    }

    private static float[] Gradient(PerBaseObjective objective, string token)
    {
        using var scope = new TensorScope();
        return objective.Model.Backbone.TokenEmbeddings.Value.Grad!.Select(0, Tokenizer.Vocabulary.IdOf(token)).ToArray<float>();
    }
}
