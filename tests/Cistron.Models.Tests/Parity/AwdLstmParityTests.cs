using Cistron.Models.AwdLstm;
using Cistron.Models.Heads;
using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.Tests.Parity;

/// <summary>Every shape against the plain PyTorch of Fixtures/awd_lstm.py, which reads rows one by one.</summary>
public class AwdLstmParityTests
{
    /// <summary>The same float32 products in other orders, through three layers and a dozen positions; 2e-6 was seen.</summary>
    private const double Float32 = 1e-5;

    /// <summary>Dividing by the deviation of four rows makes roundings larger; 1.5e-5 was seen.</summary>
    private const double Normalized = 5e-5;

    public static TheoryData<string> Shapes => [.. AwdLstmFixture.Shapes.Keys];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Hidden_states_of_padded_rows_and_their_penalties_are_those_of_PyTorch(string shape)
    {
        using var fixture = new AwdLstmFixture();
        var backbone = (AwdLstmBackbone)Build(fixture, shape).Backbone;
        var batch = fixture.Batch("ids", "lengths");

        var output = backbone.Forward(batch, backbone.ZeroState(batch.Rows));

        TensorAssert.Close(fixture.Load($"{shape}/padded/hidden"), output.Hidden, Float32);
        TensorAssert.Close(fixture.Load($"{shape}/padded/hidden"), backbone.Forward(batch), Float32);
        TensorAssert.Close(fixture.Load($"{shape}/padded/activation"), output.Penalty(1, 0), Float32);
        TensorAssert.Close(fixture.Load($"{shape}/padded/temporal"), output.Penalty(0, 1), Float32);
    }

    [Theory]
    [InlineData("causal")]
    [InlineData("untied")]
    public void Logits_loss_and_gradients_of_a_second_window_are_those_of_PyTorch(string shape)
    {
        using var fixture = new AwdLstmFixture();
        var model = fixture.Fill(new AwdLstmLanguageModel(new AwdLstmBackbone(AwdLstmFixture.Shapes[shape])), shape);
        TokenBatch first = fixture.Batch("first"), second = fixture.Batch("second");

        var state = model.Forward(first, model.Backbone.ZeroState(first.Rows)).Output.State;
        var (logits, output) = model.Forward(second, state.Detach());
        Tensor loss = logits.Reshape([-1, 23]).CrossEntropyLoss(fixture.Load("targets").Reshape([-1]))
                      + output.Penalty(2, 1);
        loss.Backward();

        TensorAssert.Close(fixture.Load($"{shape}/lm/logits"), logits, Float32);
        TensorAssert.Close(fixture.Load($"{shape}/lm/loss"), loss, Float32);
        CompareGradients(fixture.LoadAll($"{shape}/lm/gradient/"), model, Float32);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Outputs_of_a_classifier_over_windows_and_their_gradients_are_those_of_PyTorch(string shape)
    {
        using var fixture = new AwdLstmFixture();
        var model = Build(fixture, shape);
        var batch = fixture.Batch("sequences", "sequence_lengths");

        Tensor evaluated = model.Forward(batch);
        model.SetTraining(true);
        Tensor trained = model.Forward(batch);
        trained.CrossEntropyLoss(fixture.Load("labels")).Backward();

        TensorAssert.Close(fixture.Load($"{shape}/classifier/evaluated"), evaluated, Float32);
        TensorAssert.Close(fixture.Load($"{shape}/classifier/trained"), trained, Normalized);
        CompareGradients(fixture.LoadAll($"{shape}/classifier/gradient/"), model, Normalized);
        var parameters = model.Parameters().ToDictionary();
        foreach (var (name, expected) in fixture.LoadAll($"{shape}/classifier/after/"))
            TensorAssert.Close(expected, parameters[name].Value, Float32);
    }

    [Fact]
    public void What_fastai_saved_predicts_what_PyTorch_predicts()
    {
        using var fixture = new AwdLstmFixture();
        using var file = FastaiFile.Open(AwdLstmFixture.Path("fastai_learner.pth"));
        var model = new AwdLstmLanguageModel(new AwdLstmBackbone(file.Shape(vocabularySize: 23, contextTokens: 20)));
        TokenBatch first = fixture.Batch("first"), second = fixture.Batch("second");

        var import = file.LoadInto(model, [.. Enumerable.Range(0, 23)]);
        var state = model.Forward(first, model.Backbone.ZeroState(first.Rows)).Output.State;

        Assert.Empty(import.Missing);
        Assert.Empty(import.Unexpected);
        TensorAssert.Close(fixture.Load("causal/lm/logits"), model.Forward(second, state).Logits, Float32);
    }

    private static SequenceModel Build(AwdLstmFixture fixture, string shape) =>
        fixture.Fill(new SequenceModel(AwdLstmFixture.Shapes[shape].Build(), outputs: 3, Pooling.Concat, dropout: 0), shape);

    private static void CompareGradients(Dictionary<string, Tensor> expected, Module model, double tolerance)
    {
        var parameters = model.Parameters().Where(p => p.Value.IsLearned).ToDictionary();
        Assert.Equal(expected.Keys.Order(), parameters.Keys.Order());
        foreach (var (name, gradient) in expected)
            TensorAssert.Close(gradient, parameters[name].Value.Grad!, tolerance);
    }
}
