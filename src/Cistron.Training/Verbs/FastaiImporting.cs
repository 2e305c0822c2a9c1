using Cistron.Data.Recipes;
using Cistron.Models.AwdLstm;
using Cistron.Models.Folders;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch.Weights;
using Cistron.Training.Recipes;

namespace Cistron.Training.Verbs;

/// <summary>
/// The verb <c>import fastai</c>: an AWD-LSTM that fastai's first version trained, such as those of Genomic-ULMFiT, as a
/// model that predicts the next token.
/// </summary>
public static class FastaiImporting
{
    /// <summary>Makes a model folder of an encoder, a language model or a classifier; a classifier's head is left out.</summary>
    /// <param name="recipe">Weights, vocabulary, tokenizer and output.</param>
    /// <param name="log">Is warned of what is missing.</param>
    /// <param name="stop">Ends the work before the folder is written.</param>
    /// <exception cref="InputException">
    /// The output is there already, or the vocabulary is not that of the weights, or not of such k-mers.
    /// </exception>
    /// <exception cref="WeightFileException">The weights are no AWD-LSTM of fastai.</exception>
    public static ImportResult Run(FastaiImportRecipe recipe, IRunLog log, CancellationToken stop) =>
        Importing.Run("fastai", recipe, [recipe.Weights, recipe.Vocabulary], () => Read(recipe, stop), log);

    private static ImportedModel Read(FastaiImportRecipe recipe, CancellationToken stop)
    {
        Tokenizer tokenizer = recipe.Tokenizer.Build(recipe.Alphabet.Letters());
        IReadOnlyList<string> itos = TokenList.Read(recipe.Vocabulary);
        int[] rows = FastaiFile.Rows(itos, tokenizer.Vocabulary);
        using var file = FastaiFile.Open(recipe.Weights);
        if (itos.Count != file.VocabularySize)
            throw new InputException(recipe.Vocabulary, null, $"the list has {itos.Count:N0} tokens",
                $"{recipe.Weights} has rows for {file.VocabularySize:N0}", "give the vocabulary that was saved with the weights");
        CheckPieces(recipe, itos, tokenizer.Vocabulary, rows);
        var shape = file.Shape(tokenizer.Vocabulary.Count);
        if (shape.CausalFault() is { } fault)
            throw new WeightFileException(recipe.Weights, $"holds a model that cannot predict the next token: {fault}");
        stop.ThrowIfCancellationRequested();

        var model = new AwdLstmLanguageModel(new AwdLstmBackbone(shape));
        var used = rows.ToHashSet();
        return new ImportedModel(model, PredictedTokens.Next, Task: null, tokenizer, file.LoadInto(model, rows),
            [.. tokenizer.Vocabulary.Tokens.Where((_, id) => rows[id] < 0)], [.. itos.Where((_, row) => !used.Contains(row)).Distinct()]);
    }

    /// <summary>Refuses a tokenizer none of whose k-mers the list has: k, stride and letters stand in no file of fastai's.</summary>
    private static void CheckPieces(FastaiImportRecipe recipe, IReadOnlyList<string> itos, Vocabulary vocabulary, int[] rows)
    {
        if (Enumerable.Range(0, vocabulary.Count).Any(id => rows[id] >= 0 && !vocabulary.Specials.Contains(id)))
            return;
        throw new InputException(recipe.Vocabulary, null,
            $"the list has none of the {recipe.Alphabet.Letters()} {recipe.Tokenizer.K}-mers, but tokens such as {InputException.Quote(itos[itos.Count / 2])}",
            "the k-mers that the model was trained on were expected", "give tokenizer.k, and alphabet=rna for tokens with U");
    }
}
