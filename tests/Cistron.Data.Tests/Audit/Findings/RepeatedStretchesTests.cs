using Cistron.Data.Audit;
using Cistron.Data.Audit.Findings;
using Cistron.Sequences.Randomness;

namespace Cistron.Data.Tests.Audit.Findings;

public class RepeatedStretchesTests
{
    private readonly RandomStream _stream = RandomStream.For(1, "stretches");

    [Fact]
    public void Negatives_put_together_from_a_few_pieces_are_found()
    {
        string[] pieces = [.. Enumerable.Range(0, 20).Select(_ => Drawn.Bases(_stream, 60))];
        // As a row begins with other bases, and a piece stands in a twentieth of the rows, neither relatives nor one
        // motif of the class show it.
        var found = In(label => label == 0
            ? Drawn.Bases(_stream, 100) + pieces[(int)_stream.NextBelow(20)] + Drawn.Bases(_stream, 40) : Drawn.Bases(_stream, 200));

        Assert.Equal(Severity.Warning, found.Severity);
        Assert.Equal(1, found.ShareByClass["0"], 0.05);
        Assert.Equal(0, found.ShareByClass["1"]);
        Assert.All(found.Stretches, stretch => Assert.Equal(("0", 0), (stretch.Class, stretch.Others)));
        Assert.All(found.Stretches, stretch => Assert.Contains(pieces, piece => piece.Contains(stretch.Stretch, StringComparison.Ordinal)
            || piece.Contains(Reverse(stretch.Stretch), StringComparison.Ordinal)));
    }

    [Fact]
    public void Pieces_of_both_classes_are_fine()
    {
        string[] pieces = [.. Enumerable.Range(0, 5).Select(_ => Drawn.Bases(_stream, 60))];
        var found = In(_ => pieces[(int)_stream.NextBelow(5)] + Drawn.Bases(_stream, 140));

        // Where a piece ends, a few bases can agree by chance in rows of one class.
        Assert.Equal(Severity.Fine, found.Severity);
        Assert.InRange(found.ShareByClass["0"], 0, 0.1);
    }

    [Fact]
    public void Random_rows_are_fine() => Assert.Empty(In(_ => Drawn.Bases(_stream, 200)).Stretches);

    private static string Reverse(string bases) => new([.. bases.Reverse().Select(letter => "TGCA"["ACGT".IndexOf(letter)])]);

    private static RepeatedStretches In(Func<int, string> draw)
    {
        var data = Drawn.Data(("train", [.. Enumerable.Range(0, 600).Select(i => (draw(i % 2), $"{i % 2}"))]));
        return RepeatedStretches.In(data, [.. Enumerable.Range(0, data.Count)]);
    }
}
