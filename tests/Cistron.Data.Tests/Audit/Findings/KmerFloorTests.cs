using Cistron.Data.Audit;
using Cistron.Data.Audit.Findings;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Similarity;

namespace Cistron.Data.Tests.Audit.Findings;

public class KmerFloorTests
{
    private readonly RandomStream _stream = RandomStream.For(1, "floor");

    [Fact]
    public void Families_with_a_label_each_are_known_by_heart_and_not_when_they_stay_together()
    {
        string[] ancestors = [.. Enumerable.Range(0, 40).Select(_ => Drawn.Bases(_stream, 120))];
        var data = Drawn.Data(("train", [.. Enumerable.Range(0, 400).Select(i =>
            (ancestors[i % 40].Mutated(0.05, _stream), $"{i % 40 / 20}"))]));

        var found = In(data, splits: 3);

        Assert.Equal(["random", "similarity"], found.Scores.Select(score => score.Split));
        Assert.True(found.Of("random")!.Metrics["mcc"].Value > 0.9);
        // Twelve unseen families of 40, three times: an MCC within 0.5 of chance.
        Assert.InRange(found.Of("similarity")!.Metrics["mcc"].Value, -0.5, 0.5);
        Assert.Equal((Severity.Warning, 3), (found.Severity, found.Of("random")!.Values["mcc"].Count));
        Assert.Equal((280, 80), (found.Of("random")!.TrainRows, found.Of("random")!.TestRows));
    }

    [Fact]
    public void What_k_mers_say_of_unrelated_rows_does_not_fall()
    {
        var data = Drawn.Data(
            ("train", Rows(200)), ("dev", Rows(50)), ("test", Rows(100)));

        var found = In(data, splits: 2);

        Assert.Equal(["given", "random", "similarity"], found.Scores.Select(score => score.Split));
        Assert.All(found.Scores, score => Assert.True(score.Metrics["roc_auc"].Value > 0.9));
        Assert.Equal((200, 100, 1), (found.Scores[0].TrainRows, found.Scores[0].TestRows, found.Scores[0].Values["mcc"].Count));
        Assert.StartsWith("k-mers with a linear model reach MCC 0.", found.Sentence);
    }

    [Fact]
    public void Rows_of_classes_that_are_one_family_each_are_told_to_be_unseen()
    {
        string[] ancestors = [.. Enumerable.Range(0, 10).Select(_ => Drawn.Bases(_stream, 120))];
        var data = Drawn.Data(("train", [.. Enumerable.Range(0, 100).Select(i => (ancestors[i % 10].Mutated(0.05, _stream), $"{i % 10}"))]));

        var found = In(data, splits: 1);

        Assert.Equal((0.0, 1.0), (found.Of("random")!.UnseenShare, found.Of("similarity")!.UnseenShare));
    }

    [Fact]
    public void Rows_that_are_all_related_cannot_be_divided_by_similarity()
    {
        string ancestor = Drawn.Bases(_stream, 120);
        var data = Drawn.Data(("train", [.. Enumerable.Range(0, 60).Select(i => (ancestor.Mutated(0.05, _stream), $"{i % 2}"))]));

        var found = In(data, splits: 1, fits: 1);

        Assert.Equal("random", Assert.Single(found.Scores).Split);
        Assert.Equal((Severity.Note, "too many rows are related to each other for a split that keeps relatives together"),
            (found.Severity, found.Brief));
    }

    [Fact]
    public void Values_are_told_in_correlations()
    {
        var data = Drawn.Data(TaskKind.Regression, ComparedStrands.Forward, ("train", [.. Enumerable.Range(0, 200).Select(_ =>
        {
            string bases = Drawn.Bases(_stream, 60);
            return (bases, $"{bases.Count(letter => letter == 'A') + _stream.NextDouble():0.00}");
        })]));

        var found = In(data, splits: 1);

        Assert.Equal(("spearman", "spearman,pearson"), (found.Metric, string.Join(',', found.Scores[0].Metrics.Keys)));
        Assert.True(found.Scores[0].Metrics["spearman"].Value > 0.8);
    }

    private (string, string)[] Rows(int count) =>
        [.. Enumerable.Range(0, count).Select(i => (Drawn.Bases(_stream, 100, i % 2 == 0 ? "ACGT" : "ACGTTA"), $"{i % 2}"))];

    private static KmerFloor In(AuditedData data, int splits, int? fits = null)
    {
        int told = 0;
        var found = KmerFloor.In(data, NearDuplicates.In(data, 0.8, default).ClusterOf, splits, seed: 1, done => told = done, default);
        Assert.Equal(fits ?? 2 * splits + (data.Parts.Count > 1 ? 1 : 0), told);
        return found;
    }
}
