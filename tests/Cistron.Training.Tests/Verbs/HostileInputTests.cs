using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Windows;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Verbs;

/// <summary>Files of users that cannot be used: one sentence each, and nothing half-written.</summary>
[Collection(TrainedModelsCollection.Name)]
public sealed class HostileInputTests(TrainedModels models) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    public static TheoryData<string, string, string> BadSequences => new()
    {
        { "in.fa", ">a\nACGT\n>b\nAC-T\n", "in.fa:3: sequence 'b' has '-' at position 3" },
        { "in.fa", ">a\nACGT\n>b\nMKVL\n", "a model of proteins" },
        { "in.fa", ">a\nACGT\n>b\n\n", "in.fa:3: the sequence is empty" },
        { "in.fa", "", "no sequence in the file" },
        { "in.fa", "\0\u0001\u0002", "in.fa:1: " },
        { "in.csv", "id,sequence\na,ACGT\nb,\n", "in.csv:3: the sequence is empty" },
        { "in.csv", "id,bases\na,ACGT\n", "no column is called 'sequence'; the columns are 'id', 'bases'" },
        { "in.csv", "id,sequence\na,ACGT\nb\n", "in.csv:3: " },
        { "in.csv", "id,sequence\na,\"ACGT\nb,ACGT\n", "in.csv:2: " },
    };

    [Theory]
    [MemberData(nameof(BadSequences))]
    public void Prediction_on_it_ends_in_a_sentence_and_leaves_the_old_output(string name, string text, string found)
    {
        string input = _temporary.Write(name, text), output = _temporary.Write("out.tsv", "old");

        Fault.Of<InputException>(() => Predict(input, output), found);

        Assert.Equal("old", File.ReadAllText(output));
        AssertNothingElse("out.tsv", name);
    }

    [Theory]
    [MemberData(nameof(BadSequences))]
    public void Embedding_it_ends_in_a_sentence_and_writes_nothing(string name, string text, string found)
    {
        string input = _temporary.Write(name, text);

        Fault.Of<InputException>(() => Embed(input, _temporary["out.npy"]), found);

        AssertNothingElse(name);
    }

    [Theory]
    [InlineData("in.fa.gz")]
    [InlineData("in.csv.gz")]
    public void A_gzip_file_that_was_cut_is_refused_even_where_its_last_line_is_whole(string name)
    {
        string text = name == "in.csv.gz"
            ? SyntheticSequences.Table(100, 30, motif => motif ? "yes" : "no")
            : SyntheticSequences.Fasta(100, 30);
        string input = _temporary.Write(name, text);
        byte[] whole = File.ReadAllBytes(input);

        foreach (int length in new[] { whole.Length - 1, whole.Length - 8, whole.Length / 2, 12, 5 })
        {
            File.WriteAllBytes(input, whole[..length]);
            Fault.Of<InputException>(() => Predict(input, _temporary["out.tsv"]), input);
            Fault.Of<InputException>(() => Embed(input, _temporary["out.npy"]), input);
            if (name == "in.csv.gz")
                Fault.Of<InputException>(() => Evaluate(input), input);
        }

        AssertNothingElse(name);
    }

    [Theory]
    [InlineData("sequence,label\nACGT\n", "in.csv:2: ")]
    [InlineData("sequence,answer\nACGT,yes\n", "no column is called 'label'; the columns are 'sequence', 'answer'")]
    [InlineData("seq,utr,label\nACGT,ACGT,yes\n", "several columns could hold the sequence")]
    [InlineData("sequence,label\n", "the table has no rows")]
    [InlineData("sequence,label\n,yes\n", "in.csv:2: the sequence is empty")]
    [InlineData("sequence,label\nAC*T,yes\n", "in.csv:2: sequence 'line2' has '*' at position 3")]
    [InlineData("sequence,label\nACGT,\n", "in.csv:2: the label is empty")]
    public void A_labelled_table_that_is_wrong_ends_in_a_sentence(string text, string found)
    {
        string input = _temporary.Write("in.csv", text);

        Fault.Of<InputException>(() => Evaluate(input), found);
    }

    [Theory]
    [InlineData("sequence,label\nACGT,yes\nACGT,yes\n", "every label is 'yes'; at least two different")]
    [InlineData("sequence,label\nACGT,1.5\nACGT,2.5\nACGT,many\n", "'many' stands among numbers")]
    [InlineData("sequence,label\n,yes\nACGT,no\n", "in.csv:2: the sequence is empty")]
    [InlineData("sequence,label\nAC*T,yes\nACGT,no\n", "in.csv:2: ")]
    [InlineData("bases,label\nACGT,yes\n", "no column is called 'sequence'")]
    public void A_training_table_that_is_wrong_ends_in_a_sentence_and_makes_no_model(string text, string found)
    {
        string table = _temporary.Write("in.csv", text);

        Fault.Of<InputException>(
            () => TinyRecipes.Finetune(_temporary["run"], table).Train(), found);

        AssertNoModel();
    }

    [Theory]
    [InlineData("in.fa", ">a\nACGT\n>b\nAC-T\n", "in.fa:3: ")]
    [InlineData("in.fa", "ACGT\n", "in.fa:1: ")]
    [InlineData("in.fa", ">a\n>b\n", "there are no bases")]
    public void A_corpus_that_is_wrong_ends_in_a_sentence_and_makes_no_model(string name, string text, string found)
    {
        string corpus = _temporary.Write(name, text);

        Fault.Of<InputException>(
            () => TinyRecipes.Pretrain(_temporary["run"], corpus).Train(), found);

        AssertNoModel();
    }

    [Fact]
    public void A_corpus_that_was_cut_is_refused_and_makes_no_model()
    {
        string corpus = _temporary.Write("in.fa.gz", SyntheticSequences.Fasta(30, 60));
        File.WriteAllBytes(corpus, File.ReadAllBytes(corpus)[..^9]);

        Fault.Of<InputException>(
            () => TinyRecipes.Pretrain(_temporary["run"], corpus).Train(), corpus);

        AssertNoModel();
    }

    [Fact]
    public void Lower_case_uracil_and_ambiguous_letters_are_taken_in_and_counted()
    {
        string plain = _temporary.Write("plain.fa", ">a\nACGTACGTAC\n>n\nACGTNCGTAC\n");
        string odd = _temporary.Write("odd.fa", ">a\nacguacgtAC\n>n\nACGTnCGTAC\n");
        Predict(plain, _temporary["plain.tsv"]);
        var log = new RecordingLog();

        var summary = Recipe(odd, _temporary["odd.tsv"]).Predict(log);

        Assert.Equal(File.ReadAllText(_temporary["plain.tsv"]), File.ReadAllText(_temporary["odd.tsv"]));
        Assert.Equal((9, 1, 1), (summary.Letters.LowerCase, summary.Letters.ThymineUracil, summary.Letters.Ambiguous));
        string note = Assert.Single(log.Notes);
        Assert.Equal($"{odd}: 9 lower-case letters raised, 1 T or U exchanged, 1 ambiguous letters kept", note);
    }

    [Fact]
    public void A_sequence_of_nothing_but_ambiguous_letters_gets_an_answer()
    {
        Predict(_temporary.Write("in.fa", ">n\nNNNNNNNN\n>short\nA\n"), _temporary["out.tsv"]);

        Assert.Equal(3, File.ReadLines(_temporary["out.tsv"]).Count());
    }

    [Fact]
    public void A_megabase_is_refused_without_a_rule_and_predicted_in_windows_with_one()
    {
        string bases = SyntheticSequences.Random(1_000_000, RandomStream.For(1, "words"));
        string input = _temporary.Write("in.fa", $">big\n{bases}\n");

        Fault.Of<InputException>(() => Predict(input, _temporary["out.tsv"]),
            "in.fa:1: ", "1,000,000 bases", "the model's context has 30", "long=windows, keep_start, keep_middle");
        Assert.False(File.Exists(_temporary["out.tsv"]));

        var recipe = Recipe(input, _temporary["out.tsv"]) with { Long = LongSequenceRule.Windows, BatchSize = 256 };
        var summary = recipe.Predict();

        Assert.Equal((1, 1, 0), (summary.Sequences, summary.LongSequences, summary.DroppedBases));
        Assert.Equal("66666", File.ReadLines(_temporary["out.tsv"]).Last().Split('\t')[4]);      // 15 bases apart
    }

    [Fact]
    public void A_training_sequence_beyond_the_pre_trained_context_is_refused_without_a_rule()
    {
        string table = _temporary.Write("in.csv", SyntheticSequences.Table(20, 40, motif => motif ? "yes" : "no"));
        var recipe = TinyRecipes.Finetune(_temporary["run"], table).StartingFrom(models.LanguageModel);

        Fault.Of<InputException>(() => recipe.Train(), "in.csv:2: ", "40 bases", "context has 30");

        var cut = recipe with { Data = recipe.Data with { Long = LongSequenceRule.KeepEnd } };
        Assert.Equal(20, cut.Train().Result!.LongSequences);
    }

    private void Predict(string input, string output) => Recipe(input, output).Predict();

    private PredictRecipe Recipe(string input, string output) =>
        TinyRecipes.Predict(models.Classifier, input, output);

    private void Embed(string input, string output) => 
        TinyRecipes.Embed(models.LanguageModel, input, output).Embed();

    private void Evaluate(string input) => TinyRecipes.Evaluate(models.Classifier, input).Evaluate();

    private void AssertNothingElse(params string[] names)
    {
        var found = Directory.GetFileSystemEntries(_temporary.Path).Select(entry => Path.GetFileName(entry));
        Assert.Equal(names.Order(), found.Order());
    }

    private void AssertNoModel()
    {
        Assert.False(Directory.Exists(_temporary[Path.Combine("run", "model")]));
        Assert.False(File.Exists(_temporary[Path.Combine("run", "result.json")]));
    }
}
