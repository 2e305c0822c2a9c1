using Cistron.Models.AwdLstm;
using Cistron.Models.Heads;
using Cistron.Torch;
using Cistron.Torch.Autograd;

namespace Cistron.Models.Tests.AwdLstm;

public class AwdLstmBackboneTests
{
    /// <summary>Kernels may add in another order for another shape of batch: a few float32 roundings, no more.</summary>
    private const double Tolerance = 1e-5;

    private static readonly int[][] Rows = [Sample.Row(7), Sample.Row(54, 1), Sample.Row(30, 2), Sample.Row(33, 3)];

    public static TheoryData<bool> Directions => [false, true];

    [Fact]
    public void Parameters_have_the_names_of_fastai_without_its_second_copies()
    {
        using var scope = new TensorScope();

        Assert.Equal(
            [
                "awd_lstm.encoder.weight",
                "awd_lstm.rnns.0.weight_ih_l0", "awd_lstm.rnns.0.weight_hh_l0", "awd_lstm.rnns.0.bias_ih_l0", "awd_lstm.rnns.0.bias_hh_l0",
                "awd_lstm.rnns.1.weight_ih_l0", "awd_lstm.rnns.1.weight_hh_l0", "awd_lstm.rnns.1.bias_ih_l0", "awd_lstm.rnns.1.bias_hh_l0",
                "decoder.bias",
            ],
            Sample.CausalModel(Sample.AwdLstm).Parameters().Select(p => p.Key));
    }

    [Fact]
    public void A_state_carried_from_window_to_window_gives_what_one_window_gives()
    {
        using var scope = new TensorScope();
        var model = Sample.CausalModel(Sample.AwdLstm);
        var batch = Sample.Batch(Sample.Row(30), Sample.Row(30, 1));

        var (whole, output) = model.Forward(batch, model.Backbone.ZeroState(2));
        var first = model.Forward(batch.Slice(0, 4), model.Backbone.ZeroState(2));
        var second = model.Forward(batch.Slice(4, batch.Width), first.Output.State.Detach());

        TensorAssert.Close(whole, Operators.Cat([first.Logits, second.Logits], 1), Tolerance);
        foreach (var (one, two) in output.State.Layers.Zip(second.Output.State.Layers))
        {
            TensorAssert.Close(one.Hidden, two.Hidden, Tolerance);
            TensorAssert.Close(one.Cell, two.Cell, Tolerance);
        }
    }

    [Fact]
    public void Gradients_stop_at_a_detached_state_and_pass_one_that_is_not()
    {
        using var scope = new TensorScope();
        var model = Sample.CausalModel(Sample.AwdLstm);
        var batch = Sample.Batch([.. Enumerable.Range(10, 12)], [.. Enumerable.Range(30, 12)]);
        var state = model.Forward(batch.Slice(0, 4), model.Backbone.ZeroState(2)).Output.State;
        const int seen = 11;

        Assert.Equal(0, GradientOfSeen(state.Detach()));
        Assert.NotEqual(0, GradientOfSeen(state));

        double GradientOfSeen(AwdLstmState before)
        {
            model.Backbone.TokenEmbeddings.Value.Grad = null;
            model.Backbone.Forward(batch.Slice(4, batch.Width), before).Hidden.Sum().Backward();
            return TensorAssert.Values(model.Backbone.TokenEmbeddings.Value.Grad!.Select(0, seen)).Sum(Math.Abs);
        }
    }

    [Fact]
    public void A_state_that_left_its_scope_lives_until_it_is_disposed()
    {
        using var scope = new TensorScope();
        var model = Sample.CausalModel(Sample.AwdLstm);
        var batch = Sample.Batch(Sample.Row(30));
        long before = LiveTensors.Settled();

        AwdLstmState state;
        using (new TensorScope())
            state = model.Forward(batch, model.Backbone.ZeroState(1)).Output.State.Detach().LeaveScope();

        Assert.Equal(1, state.Rows);
        Assert.All(state.Layers, layer => Assert.All(TensorAssert.Values(layer.Hidden), value => Assert.True(float.IsFinite(value))));
        Assert.Equal(before + 4, Tensor.LiveCount);
        state.Dispose();
        Assert.Equal(before, Tensor.LiveCount);
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public void Hidden_states_are_the_same_alone_padded_and_in_another_order(bool bidirectional)
    {
        using var scope = new TensorScope();
        var model = Sample.SequenceModel(Sample.AwdLstm with { Bidirectional = bidirectional }, Sample.Task).Backbone;
        Tensor together = model.Forward(Sample.Batch(Rows)), reversed = model.Forward(Sample.Batch([.. Rows.Reverse()]));

        for (int row = 0; row < Rows.Length; row++)
        {
            Tensor alone = model.Forward(Sample.Batch(Rows[row])).Select(0, 0);
            TensorAssert.Close(alone, together.Select(0, row).Slice(0, 0, Rows[row].Length), Tolerance);
            TensorAssert.Close(alone, reversed.Select(0, Rows.Length - 1 - row).Slice(0, 0, Rows[row].Length), Tolerance);
            Assert.All(TensorAssert.Values(together.Select(0, row).Slice(0, Rows[row].Length)), value => Assert.Equal(0, value));
        }
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public void Outputs_of_every_pooling_do_not_depend_on_the_rest_of_the_batch(bool bidirectional)
    {
        using var scope = new TensorScope();
        foreach (var pooling in Enum.GetValues<Pooling>())
        {
            var model = Sample.SequenceModel(
                Sample.AwdLstm with { Bidirectional = bidirectional }, Sample.Task with { Pooling = pooling });

            Tensor together = model.Forward(Sample.Batch(Rows));
            Tensor filledWithAToken = model.Forward(TokenBatch.From(Rows, paddingId: 17, Device.Cpu));

            // Same shapes, same order of sums: bit for bit.
            Assert.Equal(TensorAssert.Values(together), TensorAssert.Values(filledWithAToken));
            for (int row = 0; row < Rows.Length; row++)
                TensorAssert.Close(model.Forward(Sample.Batch(Rows[row])).Select(0, 0), together.Select(0, row), Tolerance);
        }
    }

    [Fact]
    public void Pooling_over_windows_is_pooling_over_all_hidden_states()
    {
        using var scope = new TensorScope();
        var model = Sample.SequenceModel(Sample.AwdLstm, Sample.Task).Backbone;
        var batch = Sample.Batch(Rows);
        Tensor hidden = model.Forward(batch);

        foreach (var pooling in Enum.GetValues<Pooling>())
            TensorAssert.Close(pooling.Pool(hidden, batch), model.Pool(batch, pooling), Tolerance);
    }

    [Fact]
    public void Gradients_reach_the_last_tokens_of_a_row_and_no_window_before_them()
    {
        using var scope = new TensorScope();
        var shape = Sample.AwdLstm with { GradientTokens = 8, Dropout = AwdLstmDropout.Everywhere(0) };
        int[] row = [.. Enumerable.Range(10, 20)];
        var model = Sample.SequenceModel(shape, Sample.Task with { Pooling = Pooling.Concat });

        model.Backbone.Pool(Sample.Batch(row), Pooling.Concat).Sum().Backward();

        Tensor gradient = model.Backbone.TokenEmbeddings.Value.Grad!;
        // Windows begin at 0, 5, 10 and 15; the last 8 tokens begin at 12.
        foreach (int place in Enumerable.Range(0, 20))
            Assert.Equal(place >= 10, TensorAssert.Values(gradient.Select(0, row[place])).Any(value => value != 0));
    }

    [Fact]
    public void A_long_row_is_pooled_in_the_memory_of_a_window()
    {
        using var scope = new TensorScope();
        var model = Sample.SequenceModel(Sample.AwdLstm, Sample.Task).Backbone;
        int[] row = [.. Enumerable.Range(0, 2000).Select(i => 5 + i * 13 % 60)];
        var batch = Sample.Batch(row);
        using var noGrad = new NoGrad();
        long before = LiveTensors.Settled();

        Tensor pooled = model.Pool(batch, Pooling.Concat);

        Assert.Equal([1, 36], pooled.Shape);
        Assert.Equal(before + 1, Tensor.LiveCount);
    }

    [Fact]
    public void Penalties_of_a_row_of_one_token_are_finite()
    {
        using var scope = new TensorScope();
        var model = Sample.CausalModel(Sample.AwdLstm).Backbone;

        var output = model.Forward(Sample.Batch([7]), model.ZeroState(1));

        Assert.True(output.Penalty(1, 0).ToDouble() > 0);
        Assert.Equal(0, output.Penalty(0, 1).ToDouble());
    }

    [Fact]
    public void Under_bfloat16_autocast_logits_are_bfloat16_and_close()
    {
        using var scope = new TensorScope();
        var model = Sample.CausalModel(Sample.AwdLstm);
        var batch = Sample.Batch(Sample.Row(54), Sample.Row(54, 1));
        Tensor exact = model.Forward(batch, model.Backbone.ZeroState(2)).Logits, rounded;

        using (new Autocast(Device.Cpu, DType.BFloat16))
            rounded = model.Forward(batch, model.Backbone.ZeroState(2)).Logits;

        Assert.Equal(DType.BFloat16, rounded.DType);
        // bfloat16 keeps 8 bits: 0.4 % a rounding.
        TensorAssert.Close(exact, rounded.To(DType.Float32), 2e-2);
        Assert.NotEqual(TensorAssert.Values(exact), TensorAssert.Values(rounded.To(DType.Float32)));
    }
}
