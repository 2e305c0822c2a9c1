using Cistron.Data.Audit;
using Cistron.Data.Audit.Findings;
using Cistron.Sequences.Similarity;

namespace Cistron.Data.Tests.Audit.Findings;

public class DuplicatesTests
{
    [Fact]
    public void Copies_on_either_strand_are_counted_within_and_across_parts()
    {
        var data = Drawn.Data(
            ("train", [("AACC", "1"), ("ACCC", "0"), ("AAAC", "1"), ("AACC", "1"), ("GTTT", "1")]),
            ("dev", [("TATA", "1")]),
            ("test", [("AACC", "1"), ("GGGT", "0"), ("CACA", "1")]));

        var found = Duplicates.In(data);

        // AACC again, and GTTT, the reverse complement of AAAC.
        Assert.Equal(new Repeats("train", "train", 5, 1, 1), found.Within[0]);
        Assert.Equal(
            [new Repeats("dev", "train", 1, 0, 0), new Repeats("test", "train", 3, 1, 1), new Repeats("test", "dev", 3, 0, 0)],
            found.Across);
        Assert.Equal(Severity.Warning, found.Severity);
        Assert.StartsWith("2 of 3 test rows are training rows as well, on the same or the other strand", found.Sentence);
        Assert.Equal("2 of 3 test rows stand in train (same or other strand)", found.Brief);
    }

    [Fact]
    public void Examples_name_file_and_line_of_both_rows()
    {
        var data = Drawn.Data(("train", [("AACC", "1"), ("ACCC", "0")]), ("test", [("CACA", "1"), ("GGGT", "0")]));

        var example = Duplicates.In(data).Examples[0];

        Assert.Equal("the reverse complement", example.What);
        Assert.Equal(["test test.csv:3", "train train.csv:3"], example.Rows.Select(row => row.Place));
    }

    [Fact]
    public void A_reverse_complement_is_no_copy_where_strands_are_told_apart()
    {
        var data = Drawn.Data(null, ComparedStrands.Forward, ("train", [("ACCC", "0"), ("AAAA", "1")]), ("test", [("GGGT", "0")]));

        var found = Duplicates.In(data);

        Assert.Equal(Severity.Fine, found.Severity);
        Assert.Equal("no sequence stands there twice, within a part or across parts", found.Sentence);
    }

    [Fact]
    public void A_palindrome_is_a_copy_on_the_same_strand()
    {
        var data = Drawn.Data(("train", [("ACGT", "0"), ("ACGT", "1")]));

        Assert.Equal(new Repeats("train", "train", 2, 1, 0), Assert.Single(Duplicates.In(data).Within));
    }

    [Fact]
    public void A_row_is_a_copy_on_the_same_strand_when_both_strands_stand_in_train()
    {
        var data = Drawn.Data(("train", [("ACCC", "0"), ("GGGT", "1")]), ("test", [("GGGT", "0")]));

        Assert.Equal(new Repeats("test", "train", 1, 1, 0), Assert.Single(Duplicates.In(data).Across));
    }

    [Theory]
    [InlineData(199, Severity.Warning)]
    [InlineData(200, Severity.Note)]
    public void One_row_in_two_hundred_is_a_warning_and_fewer_a_note(int others, Severity severity)
    {
        var rows = Enumerable.Range(0, others + 201).Select(i => Sequence(i)).ToArray();
        var data = Drawn.Data(("train", [.. rows[..200].Select((bases, i) => (bases, $"{i % 2}"))]),
            ("test", [(rows[0], "0"), .. rows[200..^1].Select(bases => (bases, "1"))]));

        Assert.Equal(severity, Duplicates.In(data).Severity);

        // Six bases for a number, between As so that no reverse complement is another one.
        static string Sequence(int number) =>
            $"AAA{new string([.. Enumerable.Range(0, 6).Select(digit => "ACGT"[(number >> (2 * digit)) & 3])])}AAA";
    }
}
