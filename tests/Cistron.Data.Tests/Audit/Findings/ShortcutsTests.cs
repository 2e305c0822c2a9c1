using Cistron.Data.Audit;
using Cistron.Data.Audit.Findings;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Similarity;

namespace Cistron.Data.Tests.Audit.Findings;

public class ShortcutsTests
{
    private readonly RandomStream _stream = RandomStream.For(1, "shortcuts");

    [Fact]
    public void A_class_of_longer_rows_is_a_shortcut_of_length_alone()
    {
        var data = Classes((label, stream) => Drawn.Bases(stream, (label == 0 ? 50 : 60) + (int)stream.NextBelow(30)));

        var found = Shortcuts.In(data, seed: 1);

        Assert.Equal(Severity.Warning, found.Severity);
        Assert.InRange(Value(found, "length"), 0.7, 0.9);
        Assert.InRange(Value(found, "GC content"), 0.4, 0.6);
        Assert.InRange(Value(found, "first 6 letters"), 0.4, 0.6);
        Assert.Equal((400, 400), (found.FittedRows, found.JudgedRows));
    }

    [Fact]
    public void A_class_rich_in_G_and_C_is_a_shortcut_of_composition()
    {
        var found = Shortcuts.In(Classes((label, stream) => Drawn.Bases(stream, 60, label == 0 ? "ACGT" : "ACGTGC")), seed: 1);

        Assert.Equal(Severity.Warning, found.Severity);
        Assert.True(Value(found, "GC content") > 0.8);
        Assert.True(Value(found, "composition") > 0.8);
        Assert.StartsWith("ROC-AUC", found.Brief[(found.Brief.IndexOf("gives ", StringComparison.Ordinal) + 6)..]);
    }

    [Fact]
    public void A_constant_end_is_a_shortcut_of_that_end()
    {
        var data = Classes((label, stream) => Drawn.Bases(stream, 60).With(label == 0 ? "A" : "C", 58));

        var found = Shortcuts.In(data, seed: 1);

        Assert.Equal(("last 6 letters", 1.0), (found.Features[0].Feature, found.Features[0].Estimate.Value));
    }

    [Fact]
    public void Rows_that_differ_in_nothing_are_fine()
    {
        var found = Shortcuts.In(Classes((_, stream) => Drawn.Bases(stream, 60)), seed: 1);

        Assert.Equal((Severity.Fine, ""), (found.Severity, found.Brief));
    }

    [Fact]
    public void Shuffled_twins_on_both_sides_of_a_split_make_composition_worse_than_chance()
    {
        (string, string)[] rows = [.. Enumerable.Range(0, 500).SelectMany(_ =>
        {
            string bases = Drawn.Bases(_stream, 40 + (int)_stream.NextBelow(400));
            return new[] { (bases, "1"), (new string([.. bases.Reverse()]), "0") };
        })];
        (string, string)[] shuffled = [.. rows.OrderBy(_ => _stream.NextDouble())];

        var found = Shortcuts.In(Drawn.Data(("train", shuffled[..500]), ("test", shuffled[500..])), seed: 1);

        Assert.Equal((Severity.Note, "length is worse than chance on held-out rows"), (found.Severity, found.Brief));
    }

    [Fact]
    public void A_value_that_grows_with_length_is_judged_by_rank_correlation()
    {
        (string, string)[] rows = [.. Enumerable.Range(0, 600).Select(_ =>
        {
            int length = 20 + (int)_stream.NextBelow(80);
            return (Drawn.Bases(_stream, length), $"{length + 10 * _stream.NextDouble():0.00}");
        })];

        var found = Shortcuts.OfLengthAndGc(Drawn.Data(TaskKind.Regression, ComparedStrands.Forward, ("train", rows)), seed: 1);

        Assert.Equal("spearman", found.Metric);
        Assert.Equal(Severity.Warning, found.Severity);
        Assert.True(Value(found, "length") > 0.9);
    }

    [Fact]
    public void Without_a_dev_or_test_part_a_fifth_of_the_different_sequences_is_held_out()
    {
        (string, string)[] rows = [.. Enumerable.Range(0, 100).Select(i => (Drawn.Bases(_stream, 30), $"{i % 2}"))];
        var data = Drawn.Data(("train", [.. rows, .. rows]));

        var (fitted, judged) = data.FittedAndJudged(seed: 1);

        Assert.Equal((80, 20), (fitted.Count, judged.Count));
        Assert.Empty(fitted.Select(row => data.Groups.GroupOf[row]).Intersect(judged.Select(row => data.Groups.GroupOf[row])));
    }

    private static double Value(Shortcuts found, string feature) =>
        found.Features.Single(one => one.Feature == feature).Estimate.Value;

    private AuditedData Classes(Func<int, RandomStream, string> draw)
    {
        return Drawn.Data(("train", Rows()), ("dev", Rows()[..20]), ("test", Rows()));

        (string, string)[] Rows() => [.. Enumerable.Range(0, 400).Select(i => (draw(i % 2, _stream), $"{i % 2}"))];
    }
}
