using Cistron.Data.Audit;
using Cistron.Data.Audit.Findings;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Similarity;

namespace Cistron.Data.Tests.Audit.Findings;

public class LabelConflictsTests
{
    [Fact]
    public void One_sequence_with_two_labels_is_a_conflict_across_parts_and_strands()
    {
        var data = Drawn.Data(
            ("train", [("ACCC", "0"), ("AAAA", "1"), ("AAAA", "1"), ("CACA", "0")]), ("test", [("GGGT", "1"), ("ACCC", "0")]));

        var found = LabelConflicts.In(data);

        Assert.Equal((2, 1, 3), (found.RepeatedSequences, found.Sequences, found.Rows));
        Assert.Equal(Severity.Warning, found.Severity);
        Assert.Equal("one sequence, labels '0' and '1'", Assert.Single(found.Examples).What);
        Assert.Equal("1 of 2 repeated sequences have different labels, in 3 rows", found.Sentence);
    }

    [Fact]
    public void Values_conflict_beyond_a_standard_deviation()
    {
        var data = Drawn.Data(TaskKind.Regression, ComparedStrands.Forward,
            ("train", [("AAAA", "0.0"), ("AAAA", "0.5"), ("CCCC", "1.0"), ("CCCC", "9.0"), ("GGGG", "5.0")]));

        var found = LabelConflicts.In(data);

        Assert.Equal((2, 1, 2), (found.RepeatedSequences, found.Sequences, found.Rows));
    }

    [Fact]
    public void Repeats_that_agree_are_fine()
    {
        var found = LabelConflicts.In(Drawn.Data(("train", [("AAAA", "1"), ("AAAA", "1"), ("CCCC", "0")])));

        Assert.Equal((Severity.Fine, 1, 0), (found.Severity, found.RepeatedSequences, found.Rows));
    }
}
