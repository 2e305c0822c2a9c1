using Cistron.Models.AwdLstm;
using Cistron.Torch;

namespace Cistron.Models.Tests.AwdLstm;

public class AwdLstmDropoutTests
{
    private static readonly AwdLstmDropout None = AwdLstmDropout.Everywhere(0);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_locked_mask_is_the_same_at_all_positions_and_another_for_each_row(int timeDimension)
    {
        using var scope = new TensorScope();
        TorchRandom.Seed(1);
        var dropout = new LockedDropout(0.5, timeDimension);
        dropout.SetTraining(true);

        Tensor mask = dropout.Forward(Operators.Ones([6, 6, 40]));

        float[][] positions = [.. Enumerable.Range(0, 6).Select(t => TensorAssert.Values(mask.Select(timeDimension, t)))];
        Assert.All(positions, position => Assert.Equal(positions[0], position));
        Assert.Equal(6, positions[0].Chunk(40).Select(row => string.Join(' ', row)).Distinct().Count());
        Assert.Equal([0f, 2f], positions[0].Distinct().Order());
    }

    [Fact]
    public void A_dropped_token_is_zero_wherever_it_stands_and_the_others_are_scaled()
    {
        using var scope = new TensorScope();
        TorchRandom.Seed(1);
        var dropout = new TokenDropout(0.5, vocabularySize: 10);
        dropout.SetTraining(true);
        long[] ids = [.. Enumerable.Range(0, 60).Select(i => i * 7L % 10)];

        float[] values = TensorAssert.Values(dropout.Forward(Operators.Ones([20, 3, 4]), Tensor.From<long>(ids, 20, 3)));

        var byToken = values.Chunk(4).Zip(ids).ToLookup(place => place.Second, place => place.First);
        Assert.Equal(10, byToken.Count);
        Assert.All(byToken, token => Assert.Single(token.SelectMany(vector => vector).Distinct()));
        Assert.Equal([0f, 2f], byToken.Select(token => token.First()[0]).Distinct().Order());
    }

    public static TheoryData<AwdLstmDropout> EachAlone { get; } =
    [
        None with { Embedding = 0.5 }, None with { Input = 0.5 }, None with { Hidden = 0.5 }, None with { Weight = 0.5 },
        None with { Output = 0.5 },
    ];

    [Theory]
    [MemberData(nameof(EachAlone))]
    public void Every_kind_is_drawn_from_the_seed_while_training_and_is_off_while_evaluating(AwdLstmDropout dropout)
    {
        using var scope = new TensorScope();
        var model = Sample.CausalModel(Sample.AwdLstm with { Dropout = dropout });
        var without = Sample.CausalModel(Sample.AwdLstm with { Dropout = None });
        model.SetTraining(true);
        without.SetTraining(true);

        float[] once = Logits(model, 5), again = Logits(model, 5), other = Logits(model, 6), plain = Logits(without, 5);
        model.SetTraining(false);

        Assert.Equal(once, again);
        Assert.NotEqual(once, other);
        Assert.NotEqual(once, plain);
        Assert.Equal(plain, Logits(model, 5));
    }

    [Fact]
    public void Drop_mult_multiplies_every_probability()
    {
        using var scope = new TensorScope();
        var dropout = new AwdLstmDropout { Embedding = 0.1, Input = 0.2, Hidden = 0.3, Weight = 0.4, Output = 0.05 };
        var doubled = new AwdLstmDropout { Embedding = 0.2, Input = 0.4, Hidden = 0.6, Weight = 0.8, Output = 0.1 };
        var multiplied = Sample.CausalModel(Sample.AwdLstm with { Dropout = dropout, DropMult = 2 });
        var written = Sample.CausalModel(Sample.AwdLstm with { Dropout = doubled });
        var off = Sample.CausalModel(Sample.AwdLstm with { Dropout = dropout, DropMult = 0 });
        multiplied.SetTraining(true);
        written.SetTraining(true);
        off.SetTraining(true);

        Assert.Equal(Logits(written, 5), Logits(multiplied, 5));
        Assert.Equal(Logits(off, 5), Logits(off, 6));
    }

    private static float[] Logits(AwdLstmLanguageModel model, ulong seed)
    {
        TorchRandom.Seed(seed);
        return TensorAssert.Values(model.Forward(Sample.Batch(Sample.Row(30), Sample.Row(30, 1)), model.Backbone.ZeroState(2)).Logits);
    }
}
