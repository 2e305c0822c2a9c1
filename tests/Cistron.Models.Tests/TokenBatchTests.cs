using Cistron.Sequences.Tokenizers;
using Cistron.Torch;

namespace Cistron.Models.Tests;

public class TokenBatchTests
{
    [Fact]
    public void Rows_are_padded_to_the_longest()
    {
        using var scope = new TensorScope();

        var batch = TokenBatch.From([[2, 7, 3], [2, 3]], paddingId: 0, Device.Cpu);

        Assert.Equal([2, 7, 3, 2, 3, 0], batch.Ids.ToArray<long>());
        Assert.Equal((2, 3), (batch.Rows, batch.Width));
        Assert.Equal([3, 2], batch.Lengths);
        Assert.Equal([1, 1, 1, 1, 1, 0], batch.Mask().ToArray<float>());
    }

    [Fact]
    public void Packed_rows_hold_the_real_places_alone()
    {
        using var scope = new TensorScope();
        var padded = TokenBatch.From([[2, 7, 3], [2, 3]], paddingId: 0, Device.Cpu);
        var whole = TokenBatch.From([[2, 7, 3], [2, 8, 3]], paddingId: 0, Device.Cpu);

        Assert.Equal([2, 7, 3, 2, 3], padded.Pack(padded.Ids).ToArray<long>());
        Assert.Equal([0, 1, 2, 0, 1], padded.Places().ToArray<long>());
        Assert.Equal([2, 7, 3, 2, 8, 3], whole.Pack(whole.Ids).ToArray<long>());
        foreach (var batch in (TokenBatch[])[padded, whole])
            Assert.Equal(batch.Ids.ToArray<long>(), batch.Pad(batch.Pack(batch.Ids)).Reshape([-1]).ToArray<long>());
    }

    [Fact]
    public void A_filler_rounds_the_number_of_packed_tokens_up_so_that_few_numbers_are_met()
    {
        using var scope = new TensorScope();
        var met = new HashSet<long>();
        for (int tokens = 2; tokens < 3000; tokens++)
        {
            var batch = TokenBatch.From([[.. Enumerable.Repeat(7, tokens - 1)], [7]], paddingId: 0, Device.Cpu);

            long[] packed = batch.Pack(batch.Ids).ToArray<long>();

            met.Add(packed.Length);
            Assert.InRange(packed.Length, tokens, tokens + tokens / 64);
            Assert.Equal(batch.RowTokens.Sum(), packed.Length);
            Assert.All(packed[..tokens], id => Assert.Equal(7, id));
            Assert.All(packed[tokens..], id => Assert.Equal(0, id));
            Assert.All(batch.Places().ToArray<long>()[(tokens - 1)..], place => Assert.Equal(0, place));
            Assert.Equal(batch.Ids.ToArray<long>(), batch.Pad(batch.Pack(batch.Ids)).Reshape([-1]).ToArray<long>());
        }
        Assert.InRange(met.Count, 1, 128 + 5 * 64);
    }

    [Fact]
    public void A_slice_has_the_tokens_between_two_positions_and_what_is_left_of_each_length()
    {
        using var scope = new TensorScope();
        var batch = TokenBatch.From([[2, 7, 5, 4, 3], [2, 8, 3], [2]], paddingId: 0, Device.Cpu);

        var slice = batch.Slice(1, 4);

        Assert.Equal([7, 5, 4, 8, 3, 0, 0, 0, 0], slice.Ids.Contiguous().ToArray<long>());
        Assert.Equal([3, 2, 0], slice.Lengths);
        Assert.True(slice.IsPadded);
        Assert.False(batch.Slice(0, 1).IsPadded);
    }

    [Fact]
    public void A_row_is_its_tokens_between_the_classification_and_the_separator_token()
    {
        var spans = new List<TokenSpan>();

        int[] row = Sample.Tokenizer.Frame("AAAAATGC"u8, Framing.Both, spans);

        // [CLS], AAA, AAT, [UNK] for the tail GC, [SEP]; spans belong to the three in the middle.
        Assert.Equal([2, 5, 6, 1, 3], row);
        Assert.Equal([new TokenSpan(0, 3), new TokenSpan(3, 6), new TokenSpan(6, 8)], spans);
    }
}
