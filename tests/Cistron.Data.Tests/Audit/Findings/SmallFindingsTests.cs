using Cistron.Data.Audit;
using Cistron.Data.Audit.Findings;
using Cistron.Data.Tables;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Similarity;

namespace Cistron.Data.Tests.Audit.Findings;

public class SmallFindingsTests
{
    [Fact]
    public void A_class_that_train_lacks_is_a_warning()
    {
        var found = ClassBalance.In(Drawn.Data(
            ("train", [("AAAA", "a"), ("CCCC", "b")]), ("test", [("GGAA", "c"), ("GGCC", "a")])));

        Assert.Equal(Severity.Warning, found.Severity);
        Assert.Contains("no train row has the class c of test", found.Sentence);
        Assert.Equal([1, 1, 0], found.Parts[0].Classes.Values);
    }

    [Fact]
    public void A_rare_class_and_a_shift_between_parts_are_notes()
    {
        var found = ClassBalance.In(Drawn.Data(
            ("train", [.. Rows("a", 300), .. Rows("b", 20)]), ("test", [.. Rows("a", 20), .. Rows("b", 20)])));

        Assert.Equal(Severity.Note, found.Severity);
        Assert.Contains("of class b there are 20 train rows, of class a 300", found.Sentence);
        Assert.Contains("class a is 93.8 % of train and 50.0 % of test", found.Sentence);
    }

    [Fact]
    public void Even_classes_are_fine()
    {
        var found = ClassBalance.In(Drawn.Data(("train", [.. Rows("a", 50), .. Rows("b", 40)]), ("dev", [.. Rows("a", 12), .. Rows("b", 11)])));

        Assert.Equal((Severity.Fine, "rows: 90 train, 23 dev"), (found.Severity, found.Sentence));
    }

    [Fact]
    public void One_row_of_another_length_is_told_with_its_line()
    {
        var found = Lengths.In(Drawn.Data(("train", [.. Rows("a", 50), ("ACGTA", "b")])));

        Assert.Equal((Severity.Note, 8, 1), (found.Severity, found.Usual, found.Unusual));
        Assert.Equal("1 of 51 rows have not the usual 8 bases", found.Sentence);
        Assert.Equal("train train.csv:52", Assert.Single(found.Examples).Rows[0].Place);
    }

    [Fact]
    public void Lengths_that_vary_are_fine_and_told_by_class()
    {
        var found = Lengths.In(Drawn.Data(("train", [("AAA", "a"), ("AAAAA", "a"), ("AAAAAAA", "a"), ("CC", "b")])));

        Assert.Equal((Severity.Fine, "rows have 2 to 7 bases, the median 5"), (found.Severity, found.Sentence));
        Assert.Equal([new LengthSpread("a", 3, 5, 7), new LengthSpread("b", 2, 2, 2)], found.Classes);
    }

    [Fact]
    public void An_empty_row_is_told() =>
        Assert.Equal("one row is empty", Lengths.In(Drawn.Data(("train", [("", "a"), ("ACGT", "b")]))).Brief);

    [Fact]
    public void Replaced_letters_are_counted_once_for_parts_of_one_file()
    {
        var letters = new LetterCounts(100, 7, 3, 0);
        LabelledData Part(string bases, string label) => new("all.csv", "label",
            [new LabelledSequence("x", System.Text.Encoding.ASCII.GetBytes(bases), label, 2)], letters);
        var task = TaskInference.From(["a", "b"], "all.csv", "label");

        var found = Letters.In(new AuditedData(
            [("train", Part("ACGT", "a")), ("test", Part("CCGT", "b"))], task, Alphabet.Dna, ComparedStrands.Both));

        Assert.Equal((Severity.Note, letters), (found.Severity, found.Counts));
        Assert.Equal("7 lower-case letters raised, 3 T or U exchanged", found.Sentence);
    }

    [Fact]
    public void Ambiguous_letters_that_prefer_a_class_are_a_warning()
    {
        var found = Letters.In(Drawn.Data(("train",
            [.. Enumerable.Range(0, 90).Select(_ => ($"{new string('A', 150)}", "a")), .. Enumerable.Range(0, 10).Select(_ => ($"N{new string('C', 149)}", "b"))])));

        Assert.Equal((Severity.Warning, 10), (found.Severity, found.RowsWithAmbiguous));
        Assert.Equal("ambiguous letters stand in 0.0 % of the rows of class a and in 100.0 % of the others", found.Sentence);
        Assert.Equal(1, found.AmbiguousByClass["b"]);
        Assert.Equal("1 ambiguous letters of 150", found.Examples[0].What);
    }

    [Fact]
    public void Canonical_letters_are_fine() =>
        Assert.Equal((Severity.Fine, "all letters are upper case and of A, C, G, T"),
            Letters.In(Drawn.Data(("train", [("AAAA", "a"), ("CCCC", "b")]))) is var found ? (found.Severity, found.Sentence) : default);

    private static IEnumerable<(string, string)> Rows(string label, int count) =>
        Enumerable.Range(0, count).Select(_ => ("ACGTACGT", label));
}
