using Cistron.Data.Audit;
using Cistron.Data.Audit.Findings;
using Cistron.Sequences.Randomness;

namespace Cistron.Data.Tests.Audit.Findings;

public class ShuffledTwinsTests
{
    private readonly RandomStream _stream = RandomStream.For(1, "twins");

    [Fact]
    public void Negatives_that_are_shuffled_positives_are_found_and_counted_across_a_split()
    {
        string[] positives = [.. Enumerable.Range(0, 40).Select(_ => Drawn.Bases(_stream, 60))];
        string[] negatives = [.. positives.Select(Shuffled)];
        // Of the ten test rows seven have their twin in train.
        var data = Drawn.Data(
            ("train", [.. positives[..35].Select(bases => (bases, "1")), .. negatives[7..35].Select(bases => (bases, "0"))]),
            ("test", [.. negatives[..7].Select(bases => (bases, "0")), .. positives[35..38].Select(bases => (bases, "1"))]));

        var found = ShuffledTwins.In(data);

        Assert.Equal((70, 70), (found.Rows, found.OtherLabel));
        Assert.Equal(new TwinsAcross("test", "train", 10, 7), Assert.Single(found.Across));
        Assert.Equal((Severity.Warning, "7 of 10 test rows have a shuffled twin in train"), (found.Severity, found.Brief));
        Assert.Equal(["train train.csv:2", "test test.csv:2"], found.Examples[0].Rows.Select(row => row.Place));
    }

    [Fact]
    public void Twins_on_one_side_are_a_note()
    {
        string[] positives = [.. Enumerable.Range(0, 20).Select(_ => Drawn.Bases(_stream, 60))];
        var data = Drawn.Data(("train",
            [.. positives.Select(bases => (bases, "1")), .. positives.Select(bases => (Shuffled(bases), "0"))]));

        Assert.Equal((Severity.Note, "40 of 40 rows have a twin of another label"),
            ShuffledTwins.In(data) is var found ? (found.Severity, found.Brief) : default);
    }

    [Fact]
    public void Equal_rows_and_twins_of_one_label_are_none()
    {
        string one = Drawn.Bases(_stream, 60), two = Drawn.Bases(_stream, 60);
        var data = Drawn.Data(("train", [(one, "0"), (one, "1"), (two, "1"), (Shuffled(two), "1")]));

        var found = ShuffledTwins.In(data);

        Assert.Equal((Severity.Fine, 2, 0), (found.Severity, found.Rows, found.OtherLabel));
    }

    [Fact]
    public void A_twin_is_found_beside_a_row_in_conflict_with_itself()
    {
        string one = Drawn.Bases(_stream, 60);
        var data = Drawn.Data(("train", [(one, "0"), (one, "1"), (Shuffled(one), "0")]));

        Assert.Equal(2, ShuffledTwins.In(data).OtherLabel);
    }

    [Fact]
    public void Random_rows_have_no_twins()
    {
        var data = Drawn.Data(("train", [.. Enumerable.Range(0, 1000).Select(i => (Drawn.Bases(_stream, 60), $"{i % 2}"))]));

        Assert.Equal(0, ShuffledTwins.In(data).Rows);
    }

    // Two stretches between the same two letters change places, which keeps every dinucleotide.
    private static string Shuffled(string bases)
    {
        for (int a = 1; a < bases.Length; a++)
            for (int b = a + 2; b < bases.Length - 2; b++)
                for (int c = b + 2; c < bases.Length - 1; c++)
                    if (bases[a] == bases[b] && bases[b] == bases[c])
                    {
                        string shuffled = bases[..a] + bases[b..c] + bases[a..b] + bases[c..];
                        if (shuffled != bases)
                            return shuffled;
                    }
        throw new InvalidOperationException("nothing to shuffle");
    }
}
