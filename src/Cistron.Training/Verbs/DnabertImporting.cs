using Cistron.Models;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch.Weights;
using Cistron.Training.Recipes;

namespace Cistron.Training.Verbs;

/// <summary>
/// The verb <c>import dnabert</c>: a BERT of k-mers that Hugging Face's software saved, such as DNABERT (Ji et al., 2021), as
/// a language model or, where it was fine-tuned, as a classifier with its labels.
/// </summary>
public static class DnabertImporting
{
    private const string ConfigFile = "config.json";

    /// <summary>As its software looks for them: the first that is there.</summary>
    private static readonly string[] WeightFiles = [ModelFolder.WeightsFile, "pytorch_model.bin"];

    /// <summary>Makes a model folder; k-mers in another order are brought into that of DNABERT, which is Cistron's own.</summary>
    /// <param name="recipe">Weights and output.</param>
    /// <param name="log">Is warned of what is missing.</param>
    /// <param name="stop">Ends the work before the folder is written.</param>
    /// <exception cref="InputException">
    /// The output is there already, or a file is of a model that Cistron does not have, or not of all k-mers.
    /// </exception>
    /// <exception cref="RecipeException">The recipe contradicts the files.</exception>
    /// <exception cref="WeightFileException">The weights are no BERT, or not that of the other files.</exception>
    public static ImportResult Run(DnabertImportRecipe recipe, IRunLog log, CancellationToken stop)
    {
        bool isFolder = Directory.Exists(recipe.Weights);
        string folder = isFolder ? recipe.Weights : Path.GetDirectoryName(recipe.Weights)!;
        string? weights = isFolder ? Beside(WeightFiles) : recipe.Weights;
        if (weights is null)
            throw new InputException(folder, null, $"the folder has neither {WeightFiles[0]} nor {WeightFiles[1]}",
                "weights in one file were expected", "give the file of weights, and save weights in parts as one file");
        string? config = Beside(ConfigFile), vocabulary = Beside(TokenizerFolder.VocabularyFile);
        string[] files = [weights, .. new[] { config, vocabulary }.OfType<string>()];
        return Importing.Run("Hugging Face", recipe, files, () => Read(recipe, weights, config, vocabulary, stop), log);

        string? Beside(params string[] names) => names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private static ImportedModel Read(
        DnabertImportRecipe recipe, string weights, string? configPath, string? vocabularyPath, CancellationToken stop)
    {
        using var file = BertFile.Open(weights);
        var config = configPath is null ? null : HuggingFaceConfig.Read(configPath);
        if (config is not null && recipe.Heads is not null)
            throw new RecipeException([new RecipeFault("heads", $"is told by {configPath}; leave it out")]);
        var shape = config?.Shape ?? file.Shape(recipe.Heads);
        file.Check(shape);
        var (tokenizer, rows, unused) = vocabularyPath is null
            ? InOrder(recipe, weights, file.VocabularySize)
            : Listed(recipe, vocabularyPath, file.VocabularySize);
        stop.ThrowIfCancellationRequested();

        var backbone = (shape with { VocabularySize = tokenizer.Vocabulary.Count }).Build();
        var task = (config?.HasClassifier ?? file.Outputs is not null) ? Task(file, config, weights) : null;
        Model model = task is null
            ? new MaskedLanguageModel(backbone)
            : new SequenceModel(backbone, task.Outputs.Count, task.Pooling!.Value, dropout: 0, task.HiddenLayers);
        return new ImportedModel(
            model, PredictedTokens.Masked, task, tokenizer, file.LoadInto(model, rows), TokensWithoutRow: [], unused);
    }

    /// <summary>The tokenizer of a list of tokens, for each of its tokens the row, and the tokens that it does not make.</summary>
    private static (KmerTokenizer Tokenizer, int[] Rows, IReadOnlyList<string> Unused) Listed(
        DnabertImportRecipe recipe, string path, long rowCount)
    {
        IReadOnlyList<string> tokens = TokenList.Read(path);
        if (tokens.Count != rowCount)
            throw new InputException(path, null, $"the list has {tokens.Count:N0} tokens", $"the weights have rows for {rowCount:N0}",
                "give the vocab.txt that was saved with the weights");
        if (KmerSet.In(tokens) is not var (k, alphabet))
            throw new InputException(path, null,
                $"the list holds all k-mers of no k, but tokens such as {InputException.Quote(tokens[tokens.Count / 2])}",
                "all 4^k k-mers of A, C, G and T or U were expected, in upper case", "give a model of k-mers");
        var tokenizer = Tokenizer(recipe, k, alphabet);
        var rows = new Dictionary<string, int>();
        for (int row = 0; row < tokens.Count; row++)
            rows.TryAdd(tokens[row], row);
        if (tokenizer.Vocabulary.Tokens.FirstOrDefault(token => !rows.ContainsKey(token)) is { } missing)
            throw new InputException(path, null, $"the list has no {missing}",
                "BERT's special tokens were expected: " + string.Join(' ', SpecialTokens.Names),
                "give the vocab.txt that was saved with the weights");
        return (tokenizer, [.. tokenizer.Vocabulary.Tokens.Select(token => rows[token])],
            [.. rows.Keys.Except(tokenizer.Vocabulary.Tokens)]);
    }

    /// <summary>The tokenizer of weights that come without a list: DNABERT's order is taken for granted.</summary>
    private static (KmerTokenizer Tokenizer, int[] Rows, IReadOnlyList<string> Unused) InOrder(
        DnabertImportRecipe recipe, string weights, long rowCount)
    {
        int[] sizes = [.. Enumerable.Range(1, KmerTokenizer.LargestK).Select(k => (1 << (2 * k)) + SpecialTokens.Names.Count)];
        int k = Array.FindIndex(sizes, size => size == rowCount) + 1;
        if (k == 0)
            throw new WeightFileException(weights, $"has {rowCount:N0} tokens, which are no 4^k k-mers with five special tokens, and " +
                                                   $"{TokenizerFolder.VocabularyFile} is not beside it; put it there");
        return (Tokenizer(recipe, k, Alphabet.Dna), [.. Enumerable.Range(0, (int)rowCount)], []);
    }

    private static KmerTokenizer Tokenizer(DnabertImportRecipe recipe, int k, Alphabet alphabet) => recipe.Stride <= k
        ? new KmerTokenizer(k, recipe.Stride, Tail.Drop, alphabet)
        : throw new RecipeException([new RecipeFault("stride",
            $"is {recipe.Stride}, beyond k = {k}: bases between tokens would never be seen; give at most k")]);

    private static SequenceTask Task(BertFile file, HuggingFaceConfig? config, string weights)
    {
        if (file.Outputs is not (>= 1 and <= ModelDescription.MostOutputs and var outputs))
            throw new WeightFileException(weights, "has no classifier, or one without outputs or with more than " +
                $"{ModelDescription.MostOutputs:N0}; give the config.json that was saved with the weights");
        return config?.TaskOf((int)outputs) ?? HuggingFaceConfig.DefaultTask((int)outputs);
    }
}
