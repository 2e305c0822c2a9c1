using Cistron.Models.Folders;
using Cistron.Models.Importance;
using Cistron.Sequences.Datasets;
using Cistron.Torch;
using Cistron.Torch.Autograd;

namespace Cistron.Models.Tests.Importance;

public sealed class GradientImportanceTests
{
    private static readonly int[] Row = Sample.Row(12);

    public static TheoryData<string> Architectures => ["bert", "awd_lstm"];

    [Theory]
    [MemberData(nameof(Architectures))]
    public void A_score_is_what_the_log_odds_lose_at_first_order_when_a_token_gives_way_to_the_mean_of_all(string architecture)
    {
        using var scope = new TensorScope();
        var model = Model(architecture);
        const int output = 1;
        const double step = 1e-2;
        float[] scores = TensorAssert.Values(Importance(model, TaskKind.MultiClass, output).Of(Sample.Batch(Row)).Scores);

        using var noGrad = new NoGrad();
        Tensor table = model.Backbone.TokenEmbeddings;
        Tensor mean = table.Slice(0, 5, 69).Mean([0]);
        for (int token = 0; token < Row.Length; token++)
        {
            double Moved(double share)
            {
                Tensor[] vectors = [.. Row.Select((id, i) => i == token
                    ? table.Select(0, id) + (mean - table.Select(0, id)) * share
                    : table.Select(0, id))];
                var batch = Sample.Batch(Row).WithVectors(Operators.Stack(vectors).Unsqueeze(0));
                return LogOdds(TensorAssert.Values(model.Forward(batch)), output);
            }
            // A central difference in float32: its own roundings are some 1e-5.
            Assert.Equal((Moved(-step) - Moved(step)) / (2 * step), scores[token], 2e-3);
        }
        Assert.Contains(scores, score => Math.Abs(score) > 0.03);
    }

    [Fact]
    public void A_label_has_the_log_odds_of_its_own_output_alone()
    {
        using var scope = new TensorScope();
        var model = Model("bert");

        float[] label = TensorAssert.Values(Importance(model, TaskKind.MultiLabel, 1).Of(Sample.Batch(Row)).Scores);
        float[] among = TensorAssert.Values(Importance(model, TaskKind.MultiClass, 1).Of(Sample.Batch(Row)).Scores);

        Assert.NotEqual(label, among);
        Assert.All(label, score => Assert.True(float.IsFinite(score)));
    }

    [Fact]
    public void Of_two_classes_what_speaks_for_one_speaks_against_the_other()
    {
        using var scope = new TensorScope();
        var model = Sample.SequenceModel(Sample.Shape, Sample.Task with { Outputs = ["no", "yes"] });

        float[] yes = TensorAssert.Values(Importance(model, TaskKind.MultiClass, 1).Of(Sample.Batch(Row)).Scores);
        float[] no = TensorAssert.Values(Importance(model, TaskKind.MultiClass, 0).Of(Sample.Batch(Row)).Scores);

        Assert.All(yes.Zip(no), pair => Assert.Equal(pair.First, -pair.Second, 1e-6));
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Vectors_of_the_table_give_what_their_ids_give(string architecture)
    {
        using var scope = new TensorScope();
        var model = Model(architecture);
        var batch = Sample.Batch(Row, Sample.Row(30, 1));

        Tensor given = model.Forward(batch.WithVectors(Operators.Embedding(model.Backbone.TokenEmbeddings, batch.Ids)));

        TensorAssert.Close(model.Forward(batch), given, 1e-6);
    }

    [Fact]
    public void The_outputs_are_the_models_and_no_parameter_gets_a_gradient()
    {
        using var scope = new TensorScope();
        var model = Model("bert");

        var (_, outputs) = Importance(model, TaskKind.MultiClass, 0).Of(Sample.Batch(Row));

        TensorAssert.Close(model.Forward(Sample.Batch(Row)), outputs, 1e-6);
        Assert.All(model.Parameters(), parameter => Assert.Null(parameter.Value.Value.Grad));
    }

    /// <summary>A model whose weights are wide enough for every token to matter.</summary>
    internal static SequenceModel Model(string architecture, SequenceTask? task = null)
    {
        if (architecture == "bert")
            return Sample.SequenceModel(Sample.Shape, task ?? Sample.Task);
        var model = Sample.SequenceModel(Sample.AwdLstm, task ?? Sample.Task);
        using var scope = new TensorScope();
        foreach (var (_, parameter) in model.Parameters().Where(parameter => parameter.Value.IsLearned))
            parameter.Assign(parameter.Value.Detach() * 8);
        return model;
    }

    private static GradientImportance Importance(SequenceModel model, TaskKind kind, int output) =>
        new(model, kind, output, Sample.Tokenizer.Vocabulary);

    private static double LogOdds(float[] outputs, int output) =>
        outputs[output] - Math.Log(outputs.Where((_, i) => i != output).Sum(other => Math.Exp(other)));
}
