using Cistron.Sequences.Annotations;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Formats.Gff3;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tests.Annotations;

namespace Cistron.Sequences.Tests.Formats.Gff3;

public class Gff3WriterTests
{
    private static readonly string[] Words =
        ["", "x", "a,b", "1;2", "k=v", "50%", "%41", "tab\there", "line\nend", "caf\u00e9", "a & b", "\"q\"", "a  b"];

    [Fact]
    public void Positions_count_from_1_in_the_file()
    {
        var feature = new Feature("CDS",
            [new(new Interval("c", 0, 9, Strand.Reverse), 2), new(new Interval("c", 20, 30, Strand.Reverse), 0)],
            [new("ID", "p"), new("Parent", "m"), new("Parent", "n,o")]) { Source = "me", Score = 0.5 };

        Assert.Equal(
            "##gff-version 3\nc\tme\tCDS\t1\t9\t0.5\t-\t2\tID=p;Parent=m,n%2Co\n"
            + "c\tme\tCDS\t21\t30\t0.5\t-\t0\tID=p;Parent=m,n%2Co\n", Written(feature));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        for (int round = 0; round < 1_000; round++)
        {
            var draws = RandomStream.For(1, "gff3", round);
            Feature[] features = [.. Enumerable.Range(0, (int)draws.NextBelow(6)).Select(i => Draw(draws, i))];

            using var reader = new Gff3Reader(Texts.Lines(System.Text.Encoding.UTF8.GetBytes(Written(features))));

            Assert.Equal(features.Select(FeatureText.Show), reader.Features().Select(FeatureText.Show));
        }
    }

    [Fact]
    public void Regions_and_boundaries_are_read_back()
    {
        var text = new MemoryStream();
        var writer = new Gff3Writer(text);
        writer.WriteRegion(new Interval("a b", 0, 90));
        writer.Write(new Feature("gene", [new(new Interval("a b", 1, 2))], [new("ID", "g")]));
        writer.WriteBoundary();
        writer.Write(new Feature("gene", [new(new Interval("a b", 3, 4))], [new("ID", "g")]));

        using var reader = new Gff3Reader(Texts.Lines(text.ToArray()));

        Assert.Equal(["gene|a b:1-2||||ID=g", "gene|a b:3-4||||ID=g"], reader.Features().Select(FeatureText.Show));
        Assert.Equal([new Interval("a b", 0, 90)], reader.Regions);
    }

    [Fact]
    public void A_feature_that_would_not_read_back_is_refused()
    {
        FeaturePart part = new(new Interval("c", 0, 9));

        Assert.Throws<ArgumentException>(() => Written(new Feature("", [part], [])));
        Assert.Throws<ArgumentException>(() => Written(new Feature("gene", [part, part], [])));
        Assert.Throws<ArgumentException>(() => Written(new Feature("gene", [part], [new("", "x")])));
        Assert.Throws<ArgumentException>(() => Written(new Feature("site", [new(new Interval("c", 3, 3))], [])));
        Assert.Throws<ArgumentException>(() => Written(new Feature("gene", [new(new Interval("", 3, 4))], [])));
    }

    private static Feature Draw(RandomStream draws, int number)
    {
        string sequence = draws.NextBelow(4) == 0 ? "chr >#2" : "chr1";
        var strand = (Strand)draws.NextBelow(3);
        List<FeaturePart> parts = [];
        long end = draws.NextBelow(1_000);
        for (long i = draws.NextBelow(4); i >= 0; i--)
        {
            long start = end + draws.NextBelow(50);
            end = start + 1 + draws.NextBelow(50);
            int? phase = draws.NextBelow(2) == 0 ? null : (int)draws.NextBelow(3);
            parts.Add(new(new Interval(sequence, start, end, strand), phase));
        }
        List<FeatureAttribute> attributes = parts.Count > 1 ? [new("ID", $"f{number}")] : [];
        for (long i = draws.NextBelow(4); i > 0; i--)
            attributes.Add(new(draws.NextBelow(2) == 0 ? "Note" : $"n;{i}", Words[(int)draws.NextBelow(Words.Length)]));
        return new Feature(draws.NextBelow(2) == 0 ? "CDS" : "my type", parts, attributes)
        {
            Source = draws.NextBelow(2) == 0 ? "" : "tool 1",
            Score = draws.NextBelow(2) == 0 ? null : draws.NextDouble() * 1e-12,
        };
    }

    private static string Written(params Feature[] features)
    {
        var text = new MemoryStream();
        var writer = new Gff3Writer(text);
        foreach (Feature feature in features)
            writer.Write(feature);
        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }
}
