using Cistron.Data.Recipes;
using Cistron.Data.Verbs;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Runs.Tests.Folders;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Tokenizers.Bpe;

namespace Cistron.Data.Tests.Verbs;

public sealed class TokenizerTrainingTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private string Output => _temporary["bpe"];

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_folder_holds_a_tokenizer_that_can_be_read_and_what_was_counted()
    {
        // CATG three times, and a sequence without a pair that stands twice.
        var result = Run(Corpus(">a\nCATGNCATGCATG\n>b\nAACCGGTT\n"));

        var tokenizer = BpeFile.Read(result.Tokenizer, Alphabet.Dna);
        Assert.Equal(["AT", "CAT", "CATG"], tokenizer.Merges.Texts.Skip(4));
        Assert.Equal([4, 1, 1, 1], result.TokensByLength);
        Assert.Equal((12, 21, 21), (result.VocabularySize, result.CorpusBases, result.SampleBases));
        // CATG, unknown, CATG, CATG and the eight bases of b.
        Assert.Equal((12, 1, 2), (result.Tokens, result.UnknownTokens, result.Sequences));
        Assert.Equal(new TokenUse("CATG", 3), result.MostFrequent[0]);
        Assert.Equal("CATG", result.Longest[0].Token);
        Assert.Equal(2, result.NeverUsed);
        Assert.Equal(21 / 12.0, result.BasesPerToken, 1e-12);
        Assert.Equal(["report.html", "special_tokens_map.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt"], result.Files);
        var manifest = JsonFile.Read<TokenizerTrainingResult>(Path.Combine(Output, TokenizerTraining.ManifestFile));
        Assert.Equal(result.Tokens, manifest.Tokens);
    }

    [Fact]
    public void A_vocabulary_that_cannot_be_filled_is_told()
    {
        var log = new RecordingLog();

        Run(Corpus(">a\nCATGCATG\n"), log);

        Assert.Contains("the vocabulary has 12 tokens", Assert.Single(log.Warnings));
    }

    [Fact]
    public void The_same_folder_can_be_made_again_and_is_the_same()
    {
        var corpus = Corpus(">a\nCATGCATGTTTTAAAACATG\n");
        string first = File.ReadAllText(Run(corpus).Tokenizer);

        Assert.Equal(first, File.ReadAllText(Run(corpus).Tokenizer));
    }

    [Fact]
    public void Sequences_longer_than_a_context_are_counted()
    {
        string sequence = string.Concat(Enumerable.Repeat("ACGT", 64));

        var result = Run(Corpus($">a\n{sequence}\n>b\nACGT\n") with { LongestTokenBases = 1 });

        Assert.Equal([(62, 1), (126, 1), (254, 1), (510, 0)], result.Contexts.Take(4).Select(context => (context.Tokens, context.Longer)));
    }

    [Fact]
    public void A_folder_of_somebody_else_is_left_alone()
    {
        Directory.CreateDirectory(Output);
        File.WriteAllText(Path.Combine(Output, "work.txt"), "all my work");

        Assert.Throws<InputException>(() => Run(Corpus(">a\nACGT\n")));
    }

    [Fact]
    public void A_training_that_is_stopped_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => TokenizerTraining.Run(Corpus(">a\nACGT\n"), new RecordingLog(), stop.Token));
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public void A_recipe_without_a_corpus_is_refused()
    {
        Assert.Throws<RecipeException>(() => RecipeBinder.Bind<TokenizerTrainingRecipe>((RecipeText?)null, ["output=x"]));
    }

    private TokenizerTrainingRecipe Corpus(string fasta) => new() { Corpus = [_temporary.Write("corpus.fa", fasta)], Output = Output };

    private static TokenizerTrainingResult Run(TokenizerTrainingRecipe recipe, RecordingLog? log = null) =>
        TokenizerTraining.Run(recipe, log ?? new(), default);
}
