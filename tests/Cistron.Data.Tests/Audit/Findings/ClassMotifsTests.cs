using Cistron.Data.Audit;
using Cistron.Data.Audit.Findings;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Similarity;

namespace Cistron.Data.Tests.Audit.Findings;

public class ClassMotifsTests
{
    private const string Adapter = "AGATCGGAAGAGCACACG";

    private readonly RandomStream _stream = RandomStream.For(1, "motifs");

    [Fact]
    public void An_adapter_at_the_end_of_one_class_is_found_with_its_length_place_and_shares()
    {
        var data = Data((label, i) => label == 1 && i % 10 < 3 ? Drawn.Bases(_stream, 100).With(Adapter, 82) : Drawn.Bases(_stream, 100));

        var found = ClassMotifs.In(data, All(data), seed: 1, default);

        var motif = Assert.Single(found.Motifs);
        Assert.Equal(("1", Adapter), (motif.Class, motif.Stretch));
        // Three in ten, on some 250 rows of the half that counts: four standard errors.
        Assert.InRange(motif.ClassShare, 0.18, 0.42);
        Assert.InRange(motif.OthersShare, 0, 0.01);
        Assert.Equal((82, 1.0), (motif.Place, motif.PlaceShare));
        Assert.Equal(Severity.Warning, found.Severity);
    }

    [Fact]
    public void An_adapter_on_either_strand_anywhere_is_found_whole()
    {
        string reverse = new([.. Adapter.Reverse().Select(letter => "TGCA"["ACGT".IndexOf(letter)])]);
        var data = Data((label, i) => label == 1 && i % 10 < 3
            ? Drawn.Bases(_stream, 100).With(i % 2 == 0 ? Adapter : reverse, (int)_stream.NextBelow(80)) : Drawn.Bases(_stream, 100));

        var motif = Assert.Single(ClassMotifs.In(data, All(data), seed: 1, default).Motifs);

        Assert.Contains(motif.Stretch, new[] { Adapter, reverse });
        Assert.True(motif.PlaceShare < 0.5);
    }

    [Fact]
    public void A_place_is_counted_from_the_end_where_lengths_vary()
    {
        var data = Data((label, i) =>
        {
            string bases = Drawn.Bases(_stream, 80 + (int)_stream.NextBelow(40));
            return label == 1 && i % 10 < 3 ? bases + Adapter : bases;
        });

        var motif = Assert.Single(ClassMotifs.In(data, All(data), seed: 1, default).Motifs);

        Assert.Equal((-Adapter.Length, 1.0), (motif.Place, motif.PlaceShare));
    }

    [Fact]
    public void What_stands_in_all_classes_is_none_of_one_class()
    {
        var data = Data((_, i) => i % 10 < 5 ? Drawn.Bases(_stream, 100).With(Adapter, 0) : Drawn.Bases(_stream, 100));

        Assert.Empty(ClassMotifs.In(data, All(data), seed: 1, default).Motifs);
    }

    [Fact]
    public void Random_rows_have_no_motif_whatever_the_seed()
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            var data = Data((_, _) => Drawn.Bases(_stream, 100));

            Assert.Empty(ClassMotifs.In(data, All(data), seed, default).Motifs);
        }
    }

    [Fact]
    public void Values_have_no_classes_to_look_at()
    {
        var data = Drawn.Data(Cistron.Sequences.Datasets.TaskKind.Regression, ComparedStrands.Both,
            ("train", [("ACGT", "0.5"), ("AAAA", "1.5")]));

        Assert.Equal("not looked for: the task has no classes", ClassMotifs.In(data, All(data), seed: 1, default).Sentence);
    }

    private static int[] All(AuditedData data) => [.. Enumerable.Range(0, data.Count)];

    private static AuditedData Data(Func<int, int, string> draw) => Drawn.Data(
        ("train", [.. Enumerable.Range(0, 1000).Select(i => (draw(i % 2, i / 2), $"{i % 2}"))]));
}
