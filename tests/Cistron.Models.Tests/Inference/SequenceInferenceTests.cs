using Cistron.Models.Inference;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Windows;
using Cistron.Torch;

namespace Cistron.Models.Tests.Inference;

/// <summary>Cutting, batching and averaging, seen through a model that says what stood in each row.</summary>
public class SequenceInferenceTests
{
    /// <summary>Batches that may be sorted together: what may be read before the first output comes.</summary>
    private const int BatchesInPool = 32;

    private readonly Backbone _backbone = Sample.Shape.Build();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Every_sequence_gets_its_own_output_in_the_order_of_the_input(int batchSize)
    {
        var lengths = RandomStream.For(1, "lengths");
        byte[][] sequences = [.. Enumerable.Range(0, 300).Select(i => Sample.Bases(1 + (int)lengths.NextBelow(54), i))];

        var results = Inference(RowSignature, batchSize).Run(sequences, bases => bases).ToList();

        Assert.Equal(sequences, results.Select(result => result.Item));
        Assert.All(results, result => Assert.Equal(Signature(result.Item), result.Output.Values));
        Assert.All(results, result => Assert.Equal((1, 0), (result.Output.Windows, result.Output.DroppedBases)));
    }

    [Fact]
    public void A_stop_ends_the_work_between_the_batches_of_one_sequence()
    {
        using var stop = new CancellationTokenSource();
        int batches = 0;
        var inference = Inference(batch =>
        {
            if (++batches == 2)
                stop.Cancel();
            return RowSignature(batch);
        }, batchSize: 1, LongSequenceRule.Windows);

        Assert.Throws<OperationCanceledException>(() => inference.Run([Sample.Bases(2000, 1)], bases => bases, stop.Token).Count());

        Assert.Equal(2, batches);
    }

    [Fact]
    public void No_more_than_a_pool_of_batches_is_read_ahead()
    {
        const int batchSize = 4, pool = batchSize * BatchesInPool;
        int read = 0, given = 0, furthestAhead = 0;

        foreach (var _ in Inference(RowSignature, batchSize).Run(Counted(), bases => bases))
            furthestAhead = Math.Max(furthestAhead, read - given++);

        Assert.Equal((10 * pool + 5, 10 * pool + 5), (read, given));
        Assert.Equal(pool, furthestAhead);

        IEnumerable<byte[]> Counted()
        {
            for (int i = 0; i < 10 * pool + 5; i++)
            {
                read++;
                yield return Sample.Bases(3 + i % 50, i);
            }
        }
    }

    [Fact]
    public void Batches_hold_rows_of_like_length_and_no_more_than_asked_for()
    {
        var widths = new List<int>();
        byte[][] sequences = [.. Enumerable.Range(0, 64).Select(i => Sample.Bases(i % 2 == 0 ? 3 : 54, i))];

        _ = Inference(Watched, batchSize: 8).Run(sequences, bases => bases).ToList();

        Assert.Equal([20, 20, 20, 20, 3, 3, 3, 3], widths);

        Tensor Watched(TokenBatch batch)
        {
            Assert.Equal(8, batch.Rows);
            Assert.False(batch.IsPadded);
            widths.Add(batch.Width);
            return RowSignature(batch);
        }
    }

    [Fact]
    public void A_batch_has_the_tokens_that_the_backbone_takes_at_once()
    {
        int rows = 0, most = _backbone.BatchTokens / 20;
        byte[][] sequences = [.. Enumerable.Repeat(Sample.Bases(54), 2 * most)];

        _ = Inference(Watched, batchSize: int.MaxValue).Run(sequences, bases => bases).ToList();

        Assert.Equal(2 * most, rows);

        Tensor Watched(TokenBatch batch)
        {
            Assert.Equal((most, 20), (batch.Rows, batch.Width));
            rows += batch.Rows;
            return RowSignature(batch);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    public void Outputs_of_windows_are_averaged(int batchSize)
    {
        byte[] bases = Sample.Bases(100), small = Sample.Bases(12, draw: 1);

        var results = Inference(RowSignature, batchSize, LongSequenceRule.Windows).Run([small, bases, small], b => b).ToList();

        float[] first = Signature(bases[0..54]), second = Signature(bases[27..81]), third = Signature(bases[46..100]);
        float[] mean = [.. first.Select((value, i) => (value + second[i] + third[i]) / 3)];
        // Thirds are rounded before they are added.
        TensorAssert.Close(mean, results[1].Output.Values, 1e-6);
        Assert.Equal((3, 0), (results[1].Output.Windows, results[1].Output.DroppedBases));
        Assert.Equal(Signature(small), results[0].Output.Values);
        Assert.Equal(Signature(small), results[2].Output.Values);
    }

    [Theory]
    [InlineData(LongSequenceRule.KeepStart, 0)]
    [InlineData(LongSequenceRule.KeepMiddle, 23)]
    [InlineData(LongSequenceRule.KeepEnd, 46)]
    public void Truncation_tells_how_many_bases_no_row_covered(LongSequenceRule rule, int start)
    {
        byte[] bases = Sample.Bases(100);

        var (_, output) = Inference(RowSignature, batchSize: 2, rule).Run([bases], b => b).Single();

        Assert.Equal((1, 46), (output.Windows, output.DroppedBases));
        Assert.Equal(Signature(bases[start..(start + 54)]), output.Values);
    }

    [Fact]
    public void An_empty_stream_gives_nothing()
    {
        Assert.Empty(Inference(RowSignature, batchSize: 2).Run(Array.Empty<byte[]>(), bases => bases));
    }

    [Fact]
    public void Tensors_are_released_with_their_batch()
    {
        long before = LiveTensors.Settled(), most = 0;

        _ = Inference(Watched, batchSize: 2).Run(Enumerable.Range(0, 200).Select(i => Sample.Bases(9, i)), b => b).ToList();

        Assert.Equal(before, Tensor.LiveCount);
        Assert.InRange(most, 1, before + 10);

        Tensor Watched(TokenBatch batch)
        {
            most = Math.Max(most, Tensor.LiveCount);
            return RowSignature(batch);
        }
    }

    private SequenceInference Inference(
        Func<TokenBatch, Tensor> model, int batchSize, LongSequenceRule? rule = null) =>
        new(new SequenceEncoder(Sample.Tokenizer, contextTokens: 20, rule), model, _backbone, batchSize);

    /// <summary>For each row its length, and its ids weighted by their place: padding has id 0 and adds nothing.</summary>
    private static Tensor RowSignature(TokenBatch batch)
    {
        long[] ids = batch.Ids.ToArray<long>();
        float[] signatures = [.. Enumerable.Range(0, batch.Rows).SelectMany(row =>
            Signature(batch.Lengths[row], ids.AsSpan(row * batch.Width, batch.Width)))];
        return Tensor.From<float>(signatures, batch.Rows, 2);
    }

    private static float[] Signature(byte[] bases)
    {
        long[] ids = [.. Sample.Tokenizer.Frame(bases, Framing.Both).Select(id => (long)id)];
        return Signature(ids.Length, ids);
    }

    private static float[] Signature(int length, ReadOnlySpan<long> ids)
    {
        long sum = 0;
        for (int i = 0; i < ids.Length; i++)
            sum += (i + 1) * ids[i];
        return [length, sum];
    }
}
