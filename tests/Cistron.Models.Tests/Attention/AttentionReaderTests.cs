using Cistron.Models.Attention;
using Cistron.Models.Bert;
using Cistron.Models.Inference;
using Cistron.Sequences.Windows;

namespace Cistron.Models.Tests.Attention;

public sealed class AttentionReaderTests
{
    private static readonly byte[][] Sequences = [.. new[] { 5, 54, 130, 1, 33, 300, 54, 20 }.Select(Sample.Bases)];

    [Theory]
    [MemberData(nameof(Sample.Encoders), MemberType = typeof(Sample))]
    public void A_sequence_has_the_same_numbers_alone_and_in_any_batch(PositionEncoding position, Normalization normalization)
    {
        var shape = Sample.Shape with { Position = position, Normalization = normalization };

        var alone = Read(shape, Sequences, batchSize: 1);
        var together = Read(shape, Sequences, batchSize: 8);
        var reversed = Read(shape, [.. Sequences.Reverse()], batchSize: 3);

        for (int i = 0; i < Sequences.Length; i++)
        {
            Assert.Same(Sequences[i], alone[i].Item);
            AssertAlike(alone[i], together[i]);
            AssertAlike(alone[i], reversed[^(i + 1)]);
        }
        Assert.Equal((shape.Layers, shape.Heads), (alone[0].Heads.Count, alone[0].Heads[0].Count));
        Assert.NotEqual(alone[1].Heads[0][0].Numbers, alone[1].Heads[1][0].Numbers);
        Assert.NotEqual(alone[1].Heads[0][0].Numbers, alone[1].Heads[0][1].Numbers);
    }

    [Fact]
    public void A_long_sequence_has_the_mean_over_its_windows()
    {
        byte[] bases = Sequences[2];
        (int Start, int End)[] windows = [(0, 54), (27, 81), (54, 108), (76, 130)];

        var whole = Read(Sample.Shape, [bases], batchSize: 2)[0];

        var parts = Read(Sample.Shape, [.. windows.Select(window => bases[window.Start..window.End])], batchSize: 4);
        Assert.Equal(parts.Average(part => part.Tokens), whole.Tokens);
        foreach (var statistic in Enum.GetValues<AttentionStatistic>())
            Assert.Equal(parts.Average(part => part.Heads[1][2][statistic]), whole.Heads[1][2][statistic], 1e-4);
    }

    [Fact]
    public void No_more_sequences_are_taken_in_than_a_batch_holds()
    {
        int taken = 0;
        var items = Sequences.Select(sequence =>
        {
            taken++;
            return sequence;
        });

        var first = Reader(Sample.Shape).Of(items, bases => bases, batchSize: 2).First();

        Assert.Same(Sequences[0], first.Item);
        // Two of one batch, and the one that did not fit into it.
        Assert.Equal(3, taken);
    }

    [Fact]
    public void A_stop_ends_the_work_between_the_batches_of_one_sequence()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => Reader(Sample.Shape).Of(Sequences, bases => bases, 2, stop.Token).ToList());
    }

    private static List<SequenceAttention<byte[]>> Read(BertConfiguration shape, byte[][] sequences, int batchSize) =>
        [.. Reader(shape).Of(sequences, bases => bases, batchSize)];

    private static AttentionReader Reader(BertConfiguration shape)
    {
        var backbone = (BertBackbone)Sample.LanguageModel(shape).Backbone;
        backbone.SetTraining(false);
        return new AttentionReader(backbone, new SequenceEncoder(Sample.Tokenizer, shape, LongSequenceRule.Windows), nearTokens: 6, profileTokens: 5);
    }

    // Kernels add in another order for another shape of batch.
    private static void AssertAlike(SequenceAttention<byte[]> expected, SequenceAttention<byte[]> actual)
    {
        Assert.Equal(expected.Tokens, actual.Tokens);
        Assert.Equal(expected.Even.Numbers, actual.Even.Numbers);
        foreach (var (one, other) in expected.Heads.SelectMany(heads => heads).Zip(actual.Heads.SelectMany(heads => heads)))
            Assert.Equal(one.Numbers, other.Numbers, (a, b) => double.IsNaN(a) == double.IsNaN(b) && !(Math.Abs(a - b) > 1e-4 * Math.Max(1, Math.Abs(a))));
    }
}
