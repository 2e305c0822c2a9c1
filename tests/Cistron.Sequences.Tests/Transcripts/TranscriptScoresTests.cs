using System.Numerics;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tests.Augmentation;
using Cistron.Sequences.Tests.Formats;
using Cistron.Sequences.Transcripts;

namespace Cistron.Sequences.Tests.Transcripts;

public class TranscriptScoresTests
{
    [Fact]
    public void Fickett_s_score_is_the_sum_that_his_tables_give()
    {
        // Counted by hand: A 6, 6, 6 by place, C 0, 12, 0, G 12, 0, 3, T 3, 3, 12, of 63 bases; classes 9 and 3, 0 and 7, 0 and 5, 0 and 3.
        double expected = 0.26 * 0.22 + 0.11 * 0.55 + 0.18 * 0.80 + 0.12 * 0.44 + 0.31 * 0.90 + 0.15 * 0.73 + 0.33 * 0.97 + 0.14 * 0.40;
        string bases = string.Concat(Enumerable.Repeat("ATGGCTGCTAAAGCTGCTTAA", 3));

        Assert.Equal(expected, FickettScore.Of(Texts.Ascii(bases), Alphabet.Dna), 12);
        Assert.Equal(expected, FickettScore.Of(Texts.Ascii(bases.Replace('T', 'U')), Alphabet.Rna), 12);
    }

    [Fact]
    public void Without_bases_every_score_is_zero()
    {
        Assert.Equal(0, FickettScore.Of("NNN"u8, Alphabet.Dna));
        Assert.Equal(0, CodonPeriodicity.Of("NNNN"u8, Alphabet.Dna));
        Assert.Equal(0, CodonPeriodicity.Of("AAAAAAAAA"u8, Alphabet.Dna));
        Assert.Equal(0, CodonPeriodicity.Of("A"u8, Alphabet.Dna));
    }

    [Fact]
    public void The_period_of_three_is_that_of_a_Fourier_transform()
    {
        for (int draw = 0; draw < 20; draw++)
        {
            byte[] bases = Draws.Bases(RandomStream.For(1, "period", draw), 30 + 3 * draw);
            double[] values = [.. bases.Select(letter => letter switch { (byte)'A' => .1260, (byte)'C' => .1340, (byte)'G' => .0806, _ => .1335 })];

            double[] power = [.. Enumerable.Range(0, values.Length).Select(frequency => Power(values, frequency))];

            Assert.Equal(power[values.Length / 3] / power.Skip(1).Average(), CodonPeriodicity.Of(bases, Alphabet.Dna), 6);
        }
    }

    [Fact]
    public void Hexamers_of_coding_frames_score_above_those_of_others()
    {
        ReadOnlyMemory<byte>[] coding = [Texts.Ascii(string.Concat(Enumerable.Repeat("GCTAAA", 50)))];
        ReadOnlyMemory<byte>[] others = [Draws.Bases(RandomStream.For(3, "others"), 300)];

        var table = HexamerTable.Of(coding, others, Alphabet.Dna);

        Assert.True(table.Score(Texts.Ascii("GCTAAAGCTAAA")) > 2);
        Assert.True(table.Score(others[0].Span) < 0);
        Assert.Equal(0, table.Score("GCTAA"u8));
    }

    [Fact]
    public void Two_pairs_of_codons_have_the_mean_of_their_log_ratios()
    {
        // GCTAAA 2 of 4096 + 1 frames' hexamers, AAAGCT 1, everything 1 of 4096 others.
        var table = HexamerTable.Of([Texts.Ascii("GCTAAA")], [], Alphabet.Dna);

        double seen = Math.Log(2.0 / 4097 * 4096), unseen = Math.Log(1.0 / 4097 * 4096);
        Assert.Equal((seen + unseen) / 2, table.Score("GCTAAAGCT"u8), 12);
    }

    [Fact]
    public void The_distribution_of_letters_keeps_its_laws()
    {
        double[] features = new double[LetterDistribution.Width];
        for (int draw = 0; draw < 50; draw++)
        {
            byte[] bases = Draws.Bases(RandomStream.For(4, "letters", draw), 40 + draw);
            LetterDistribution.Of(bases, Alphabet.Dna, features);

            Assert.Equal(1, features[..4].Sum(), 5);
            int changes = Enumerable.Range(1, bases.Length - 1).Count(i => bases[i] != bases[i - 1]);
            Assert.Equal((double)changes / (bases.Length - 1), features[4..10].Sum(), 5);
            for (int letter = 0; letter < 4; letter++)
            {
                double[] places = features[(10 + 5 * letter)..(15 + 5 * letter)];
                Assert.Equal(places.Order(), places);
                Assert.Equal((bases.AsSpan().IndexOf(Alphabet.Dna.Letters[letter]) + 1.0) / bases.Length, places[0], 5);
                Assert.Equal((bases.AsSpan().LastIndexOf(Alphabet.Dna.Letters[letter]) + 1.0) / bases.Length, places[4], 5);
            }
        }
    }

    private static double Power(double[] values, int frequency)
    {
        var sum = Complex.Zero;
        for (int i = 0; i < values.Length; i++)
            sum += Complex.FromPolarCoordinates(values[i], -2 * Math.PI * frequency * i / values.Length);
        return sum.Magnitude * sum.Magnitude;
    }
}
