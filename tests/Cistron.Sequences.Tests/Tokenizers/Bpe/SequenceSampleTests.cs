using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Tokenizers.Bpe;

namespace Cistron.Sequences.Tests.Tokenizers.Bpe;

public class SequenceSampleTests
{
    private const int Pieces = 1000;

    [Fact]
    public void A_stream_that_fits_is_kept_whole()
    {
        var sample = new SequenceSample(10_000, seed: 1);
        sample.Add("ACGT"u8);
        sample.Add("TTN"u8);

        Assert.Equal([0, 1, 2, 3, -1, 3, 3, -1, -1], sample.Text(Alphabet.Dna));
        Assert.Equal((7, 7), (sample.Bases, sample.StreamBases));
    }

    [Fact]
    public void A_longer_stream_is_kept_up_to_the_last_piece_that_fits()
    {
        var sample = Of(seed: 1);

        Assert.Equal((200L * SequenceSample.PieceBases, (long)Pieces * SequenceSample.PieceBases), (sample.Bases, sample.StreamBases));
    }

    [Fact]
    public void What_is_kept_is_spread_over_the_stream()
    {
        int[] text = Of(seed: 2).Text(Alphabet.Dna);

        // Of each quarter a quarter of the 200 pieces; the deviation of such a count is about 5.5.
        for (int quarter = 0; quarter < 4; quarter++)
            Assert.InRange(text.Count(letter => letter == quarter) / (double)SequenceSample.PieceBases, 50 - 22, 50 + 22);
    }

    [Fact]
    public void The_seed_decides_what_is_kept()
    {
        Assert.Equal(Of(seed: 3).Text(Alphabet.Dna), Of(seed: 3).Text(Alphabet.Dna));
        Assert.NotEqual(Of(seed: 3).Text(Alphabet.Dna), Of(seed: 4).Text(Alphabet.Dna));
    }

    // The first quarter of the stream is A, the second C, and so on; no two pieces are of one sequence.
    private static SequenceSample Of(ulong seed)
    {
        var sample = new SequenceSample(200L * SequenceSample.PieceBases, seed);
        for (int i = 0; i < Pieces; i++)
            sample.Add(Encoding.ASCII.GetBytes(new string("ACGT"[i * 4 / Pieces], SequenceSample.PieceBases)));
        return sample;
    }
}
