using Cistron.Data.Audit;
using Cistron.Data.Audit.Findings;
using Cistron.Sequences.Randomness;

namespace Cistron.Data.Tests.Audit.Findings;

public class ConstantPlacesTests
{
    private readonly RandomStream _stream = RandomStream.For(1, "places");

    [Fact]
    public void Neighbouring_places_are_one_stretch()
    {
        var found = In((label, _) => label == 1 ? Drawn.Bases(_stream, 60).With("ATG", 30) : Drawn.Bases(_stream, 60));

        var place = Assert.Single(found.Places);
        Assert.Equal(("1", 30, false, "ATG", 1.0), (place.Class, place.Start, place.FromEnd, place.Letters, place.ClassShare));
        Assert.InRange(place.OthersShare, 0.15, 0.45);
        Assert.Equal((Severity.Note, "class 1 has `ATG` at base 31"), (found.Severity, found.Sentence));
    }

    [Fact]
    public void A_constant_end_of_rows_that_differ_in_length_is_read_from_the_end()
    {
        var found = In((label, _) =>
        {
            string bases = Drawn.Bases(_stream, 40 + (int)_stream.NextBelow(40));
            return label == 1 ? bases + "CCA" : bases;
        });

        Assert.Equal(("CCA", true, 0), found.Places.Select(place => (place.Letters, place.FromEnd, place.Start)).Single());
        Assert.Equal(Severity.Warning, found.Severity);
        Assert.Equal("class 1 has `CCA` at base 1 from the end", found.Brief);
    }

    [Fact]
    public void A_base_in_both_classes_gives_none_away() =>
        Assert.Empty(In((_, _) => Drawn.Bases(_stream, 60).With("GT", 30)).Places);

    [Fact]
    public void A_class_of_few_rows_is_not_looked_at()
    {
        var data = Drawn.Data(("train", [("ACGT", "0"), ("ACGA", "0"), ("TTTT", "1"), ("TTTA", "1")]));

        Assert.Empty(ConstantPlaces.In(data, [0, 1, 2, 3]).Places);
    }

    private static ConstantPlaces In(Func<int, int, string> draw)
    {
        var data = Drawn.Data(("train", [.. Enumerable.Range(0, 200).Select(i => (draw(i % 2, i), $"{i % 2}"))]));
        return ConstantPlaces.In(data, [.. Enumerable.Range(0, data.Count)]);
    }
}
