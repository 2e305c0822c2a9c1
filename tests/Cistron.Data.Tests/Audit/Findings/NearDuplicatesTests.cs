using Cistron.Data.Audit;
using Cistron.Data.Audit.Findings;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Similarity;

namespace Cistron.Data.Tests.Audit.Findings;

public class NearDuplicatesTests
{
    private readonly RandomStream _stream = RandomStream.For(1, "near duplicates");

    [Fact]
    public void A_mutated_copy_in_another_part_is_a_relative_and_an_equal_one_is_not_counted()
    {
        string[] train = [.. Enumerable.Range(0, 40).Select(_ => Drawn.Bases(_stream, 200))];
        var data = Drawn.Data(
            ("train", [.. train.Select((bases, i) => (bases, $"{i % 2}"))]),
            ("test", [(train[0].Mutated(0.05, _stream), "0"), (train[1], "1"), (Drawn.Bases(_stream, 200), "0")]));

        var found = NearDuplicates.In(data, 0.8, default);

        Assert.Equal(new Relatives("test", "train", 3, 1), Assert.Single(found.Across));
        Assert.Equal(Severity.Warning, found.Severity);
        Assert.Equal("1 of 3 test rows have a relative in train", found.Brief);
        Assert.Equal(["train train.csv:2", "test test.csv:2"], Assert.Single(found.Examples).Rows.Select(row => row.Place));
        // Two pairs, the rest alone.
        Assert.Equal([new ClusterSize(1, 39), new ClusterSize(2, 2)], found.Sizes);
        Assert.Equal(4, found.RelatedRows);
        Assert.Equal(41, found.Representatives.Count);
        Assert.Equal(0, found.ConflictingRows);
    }

    [Fact]
    public void Relatives_with_other_labels_are_counted()
    {
        string one = Drawn.Bases(_stream, 200);
        var data = Drawn.Data(("train", [(one, "0"), (one, "0"), (one.Mutated(0.03, _stream), "1"), (Drawn.Bases(_stream, 200), "1")]));

        var found = NearDuplicates.In(data, 0.8, default);

        Assert.Equal(3, found.ConflictingRows);
        Assert.Contains("a split by chance would put relatives on both sides", found.Sentence);
    }

    [Fact]
    public void A_reverse_complement_of_a_relative_is_one_where_both_strands_count()
    {
        string one = Drawn.Bases(_stream, 200);
        string other = new([.. one.Mutated(0.05, _stream).Reverse().Select(letter => "TGCA"["ACGT".IndexOf(letter)])]);
        (string, (string, string)[])[] parts = [("train", [(one, "0"), (Drawn.Bases(_stream, 200), "1")]), ("test", [(other, "0")])];

        Assert.Equal(1, NearDuplicates.In(Drawn.Data(parts), 0.8, default).Across[0].Near);
        Assert.Equal(0, NearDuplicates.In(Drawn.Data(null, ComparedStrands.Forward, parts), 0.8, default).Across[0].Near);
    }

    [Fact]
    public void Unrelated_rows_are_fine()
    {
        var data = Drawn.Data(("train", [.. Enumerable.Range(0, 200).Select(i => (Drawn.Bases(_stream, 100), $"{i % 2}"))]));

        var found = NearDuplicates.In(data, 0.8, default);

        Assert.Equal((Severity.Fine, 0, ""), (found.Severity, found.RelatedRows, found.Brief));
    }
}
