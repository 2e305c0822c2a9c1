using System.Globalization;
using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats.Meme;
using Cistron.Sequences.Motifs;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Formats.Meme;

public sealed class MemeWriterTests
{
    [Fact]
    public void A_motif_is_written_as_the_minimal_format_has_it()
    {
        string text = Write("1-AC", ["AC", "AC", "AG"], Math.Log(2.5e-7));

        Assert.Equal("""
            MEME version 4

            ALPHABET= ACGT

            strands: + -

            Background letter frequencies
            A 0.25 C 0.25 G 0.25 T 0.25

            MOTIF 1-AC
            letter-probability matrix: alength= 4 w= 2 nsites= 3 E= 2.5e-7
            1.000000 0.000000 0.000000 0.000000
            0.000000 0.666667 0.333333 0.000000

            """.ReplaceLineEndings("\n"), text);
    }

    [Fact]
    public void Every_row_adds_up_to_1_as_it_is_written()
    {
        for (int draw = 0; draw < 100; draw++)
        {
            var draws = RandomStream.For(1, "meme", draw);
            string[] instances = [.. Enumerable.Range(0, 1 + (int)draws.NextBelow(50)).Select(_ => $"{"ACGTN"[(int)draws.NextBelow(5)]}")];

            string row = Write("m", instances, 0).TrimEnd().Split('\n')[^1];

            Assert.Equal(1m, row.Split(' ').Sum(share => decimal.Parse(share, CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public void A_chance_below_the_smallest_number_is_written_as_0() => Assert.Contains("E= 0.0e+0", Write("m", ["A"], -1000));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\nMOTIF")]
    public void A_name_that_would_break_a_line_is_refused(string name) => Assert.Throws<ArgumentException>(() => Write(name, ["A"], 0));

    private static string Write(string name, string[] instances, double logValue)
    {
        using var text = new MemoryStream();
        new MemeWriter(text, "ACGT", bothStrands: true).Write(
            name, new BaseFrequencies(instances.Select(Encoding.ASCII.GetBytes), instances[0].Length, Alphabet.Dna), logValue);
        return Encoding.ASCII.GetString(text.ToArray());
    }
}
