using Cistron.Data.Audit;
using Cistron.Data.Recipes;
using Cistron.Data.Tests.Audit;
using Cistron.Data.Verbs;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Runs.Tests.Folders;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Similarity;

namespace Cistron.Data.Tests.Verbs;

public sealed class AuditingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RandomStream _stream = RandomStream.For(1, "audit");
    private readonly RecordingLog _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_dataset_with_a_leak_is_told_in_one_line_and_on_a_page()
    {
        string[] train = [.. Enumerable.Range(0, 60).Select(_ => Drawn.Bases(_stream, 100))];
        Write("train.csv", [.. train.Select((bases, i) => (bases, $"{i % 2}"))]);
        Write("test.csv", [(train[0], "0"), (train[1], "0"), .. Enumerable.Range(0, 20).Select(i => (Drawn.Bases(_stream, 100), $"{i % 2}"))]);

        var result = Run(new() { Folder = _folder.Path });

        Assert.StartsWith($"audit: 2 of 22 test rows stand in train (same or other strand); one sequence has several labels", result.Summary);
        Assert.EndsWith($"; see {_folder["out/audit.html"]}", result.Summary);
        Assert.Equal((Severity.Warning, Severity.Warning), (result.Duplicates.Severity, result.Conflicts.Severity));
        Assert.Equal(ComparedStrands.Both, result.Strands);
        string page = File.ReadAllText(result.Page);
        Assert.Contains("2 of 22 test rows are training rows as well", page);
        Assert.Contains($"bases in <code>{_folder.Path}</code>", page);
        Assert.Contains("test test.csv:3, train train.csv:3", page);
    }

    [Fact]
    public void The_numbers_can_be_read_back()
    {
        Write("train.csv", [.. Enumerable.Range(0, 60).Select(i => (Drawn.Bases(_stream, 60), $"{i % 2}"))]);

        var result = Run(new() { Train = _folder["train.csv"] });

        var read = JsonFile.Read<AuditResult>(_folder["out/audit.json"]);
        Assert.Equal(result.Summary, read.Summary);
        Assert.Equal(result.Shortcuts.Features, read.Shortcuts.Features);
        Assert.Equal(result.Findings.Select(finding => finding.Sentence), read.Findings.Select(finding => finding.Sentence));
    }

    [Fact]
    public void The_same_recipe_gives_the_same_numbers()
    {
        Write("train.csv", [.. Enumerable.Range(0, 200).Select(i => (Drawn.Bases(_stream, 60), $"{i % 3}"))]);
        Run(new() { Train = _folder["train.csv"] });
        string once = File.ReadAllText(_folder["out/audit.json"]);

        Run(new() { Train = _folder["train.csv"] });

        Assert.Equal(once, File.ReadAllText(_folder["out/audit.json"]));
    }

    [Fact]
    public void Test_rows_are_looked_up_in_a_corpus_on_either_strand()
    {
        string genome = Drawn.Bases(_stream, 3000);
        string reverse = new([.. genome.Reverse().Select(letter => "TGCA"["ACGT".IndexOf(letter)])]);
        File.WriteAllText(_folder["genome.fa"], $">chromosome\n{genome.ToLowerInvariant()}\n");
        Write("train.csv", [.. Enumerable.Range(0, 40).Select(i => (Drawn.Bases(_stream, 100), $"{i % 2}"))]);
        Write("test.csv", [(genome[500..600], "0"), (reverse[100..200], "1"), (genome[50..100] + Drawn.Bases(_stream, 50), "1"),
            (Drawn.Bases(_stream, 100), "0")]);

        var corpus = Run(new() { Folder = _folder.Path, Corpus = [_folder["genome.fa"]] }).Corpus!;

        Assert.Equal((4, 2, 3000L), (corpus.Rows, corpus.HalfFound, corpus.CorpusBases));
        Assert.Equal([1, 0, 0, 1, 0, 0, 0, 0, 0, 2], corpus.RowsByShare);
        Assert.Equal(Severity.Warning, corpus.Severity);
        Assert.Equal("100.0 % of its 24-mers", corpus.Examples[0].What);
    }

    [Fact]
    public void RNA_is_compared_as_it_is_written()
    {
        Write("train.csv", [("ACCC", "0"), ("GGGU", "1"), ("AUAU", "1")]);

        var result = Run(new() { Train = _folder["train.csv"], Alphabet = NucleicAlphabet.Rna });

        Assert.Equal((ComparedStrands.Forward, 0), (result.Strands, result.Duplicates.Within[0].Repeated));
    }

    [Fact]
    public void A_value_is_audited_without_classes()
    {
        Write("train.csv", [.. Enumerable.Range(0, 80).Select(i => (Drawn.Bases(_stream, 60), $"{_stream.NextDouble():0.000}"))]);

        var result = Run(new() { Train = _folder["train.csv"] });

        Assert.Equal("spearman", result.Shortcuts.Metric);
        Assert.Contains("not looked for: the task has no classes", File.ReadAllText(result.Page));
    }

    [Fact]
    public void Names_from_files_cannot_become_markup()
    {
        Write("train.csv", [.. Enumerable.Range(0, 40).Select(i => (Drawn.Bases(_stream, 60), i % 2 == 0 ? "<script>x</script>" : "b"))]);

        var result = Run(new() { Train = _folder["train.csv"] });

        Assert.DoesNotContain("<script>x", File.ReadAllText(result.Page));
    }

    [Fact]
    public void A_sequence_of_another_kind_is_one_sentence()
    {
        Write("train.csv", [("ACGT", "0"), ("MKVL", "1")]);

        var fault = Assert.Throws<InputException>(() => Run(new() { Train = _folder["train.csv"] }));

        Assert.StartsWith($"{_folder["train.csv"]}:3: sequence 'line3' has 'L' at position 4", fault.Message);
    }

    [Theory]
    [InlineData("0", "1")]
    [InlineData("0.5", "1.5")]
    [InlineData("a|b", "b")]
    public void Two_rows_are_audited_without_shortcuts(string one, string other)
    {
        Write("train.csv", [(Drawn.Bases(_stream, 60), one), (Drawn.Bases(_stream, 60), other)]);

        var result = Run(new() { Train = _folder["train.csv"] });

        Assert.Empty(result.Shortcuts.Features);
        Assert.Contains("Not looked for: there are too few different sequences", File.ReadAllText(result.Page));
    }

    [Fact]
    public void One_sequence_in_all_rows_and_one_row_in_train_are_audited_too()
    {
        Write("same.csv", [("ACGTAACC", "0"), ("ACGTAACC", "1")]);
        Write("one.csv", [("ACGTAACC", "0")]);
        Write("other.csv", [("ACGTAAGG", "1")]);

        Assert.Equal(1, Run(new() { Train = _folder["same.csv"] }).Conflicts.Sequences);
        Assert.Empty(Run(new() { Train = _folder["one.csv"], Test = _folder["other.csv"] }).Shortcuts.Features);
        Assert.StartsWith("not told: the held-out rows are too few",
            Run(new() { Train = _folder["same.csv"], Test = _folder["other.csv"] }).Shortcuts.Sentence);
    }

    [Fact]
    public void A_floor_of_a_handful_of_rows_is_one_sentence()
    {
        Write("train.csv", [("ACGTAACC", "0"), ("ACGTAAGG", "1")]);

        var fault = Assert.Throws<InputException>(() => Run(new() { Train = _folder["train.csv"], Floor = true }));

        Assert.Contains("there are 2 rows, 2 of them to train on; the k-mer floor needs 10 or more", fault.Message);
    }

    [Fact]
    public void A_floor_of_ten_rows_is_measured()
    {
        Write("train.csv", [.. Enumerable.Range(0, 10).Select(i => (Drawn.Bases(_stream, 60), $"{i % 2}"))]);

        Assert.Equal(7, Run(new() { Train = _folder["train.csv"], Floor = true }).Floor!.Of("random")!.TrainRows);
    }

    [Fact]
    public void A_folder_with_other_files_is_never_written_to()
    {
        Write("train.csv", [("ACGTAACC", "0"), ("ACGTAAGG", "1")]);
        Run(new() { Train = _folder["train.csv"] });
        Run(new() { Train = _folder["train.csv"] });
        File.WriteAllText(_folder["out/notes.txt"], "mine");

        var fault = Assert.Throws<InputException>(() => Run(new() { Train = _folder["train.csv"] }));

        Assert.Contains("the folder holds 'notes.txt', which data audit did not write", fault.Message);
        Assert.Equal("mine", File.ReadAllText(_folder["out/notes.txt"]));
        Assert.Throws<InputException>(() => Auditing.Run(new() { Train = _folder["train.csv"], Output = _folder.Path }, _log, default));
    }

    [Fact]
    public void Asked_to_stop_it_stops()
    {
        Write("train.csv", [("ACGT", "0"), ("AAAA", "1")]);

        Assert.Throws<OperationCanceledException>(() => Auditing.Run(
            new() { Train = _folder["train.csv"], Output = _folder["out"] }, _log, new CancellationToken(canceled: true)));
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public void Faults_of_a_recipe_are_those_of_a_dataset_and_of_its_own_keys()
    {
        Assert.Throws<RecipeException>(() => RecipeBinder.Bind<AuditRecipe>((RecipeText?)null, ["output=x"]));
        Assert.Throws<RecipeException>(() => RecipeBinder.Bind<AuditRecipe>((RecipeText?)null, ["train=a.csv", "output=x", "min_identity=0.2"]));
        Assert.Equal(ComparedStrands.Forward,
            RecipeBinder.Bind<AuditRecipe>((RecipeText?)null, ["train=a.csv", "output=x", "strands=forward"]).Strands);
    }

    private AuditResult Run(AuditRecipe recipe) => Auditing.Run(recipe with { Output = _folder["out"] }, _log, default);

    private void Write(string name, params (string Bases, string Label)[] rows) => File.WriteAllLines(
        _folder[name], rows.Select(row => $"{row.Bases},{row.Label}").Prepend("sequence,label"));
}
