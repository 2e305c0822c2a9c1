using System.Globalization;
using Cistron.Data.Folders;
using Cistron.Evaluation.Embeddings;
using Cistron.Models.Folders;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;
using Cistron.Training.Interpretation;
using Cistron.Training.Recipes;
using Cistron.Training.Reports;

namespace Cistron.Training.Verbs;

/// <summary>
/// The verb <c>interpret tokens</c>: a model in, maps of the vectors that it has learned for its tokens out, with numbers
/// on how far the bases of a token order them.
/// </summary>
public static class TokenMapping
{
    /// <summary>The verb, as its manifest names it.</summary>
    public const string Verb = "interpret tokens";

    /// <summary>The result in the folder.</summary>
    public const string ManifestFile = "tokens.json";

    /// <summary>The maps as a table.</summary>
    public const string TableFile = "tokens.tsv";

    // With fewer there is nothing to map.
    private const int FewestTokens = 4;

    /// <summary>Makes the maps and writes the folder.</summary>
    /// <param name="recipe">Model and output.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    /// <exception cref="InputException">Something would be lost.</exception>
    /// <exception cref="ModelFolderException">The folder holds no model, or one without tokens of bases.</exception>
    public static TokensResult Run(TokensRecipe recipe, IRunLog log, CancellationToken stop)
    {
        var folder = ModelFolder.Open(recipe.Model);
        PreparedFolder.Check(recipe.Output, Verb, [recipe.Model], ManifestFile);
        var embeddings = TokenEmbeddings.Of(folder, Tsne.MostPoints, recipe.Seed);
        if (embeddings.Tokens.Count < FewestTokens)
            throw new ModelFolderException($"{recipe.Model} has {embeddings.Tokens.Count} tokens of bases, too few for a map; give another model");
        log.Note($"{embeddings.Tokens.Count:N0} tokens of {folder.Tokenizer}, {embeddings.Vectors[0].Length:N0} numbers each");
        if (embeddings.LeftOut > 0)
            log.Warn($"{embeddings.LeftOut:N0} tokens are left out by a draw: more than {Tsne.MostPoints:N0} cannot be mapped");
        var components = PrincipalComponents.Of(embeddings.Vectors);
        var tsne = new Tsne(embeddings.Vectors, recipe.Perplexity);
        var map = tsne.Fit(Tsne.StartAt(components.Places), recipe.Steps, recipe.Steps / 4,
            done => log.Progress("t-SNE", done, recipe.Steps, "steps"), stop);
        stop.ThrowIfCancellationRequested();
        var result = new TokensResult
        {
            Files = [],
            Cistron = typeof(TokenMapping).Assembly.GetName().Version!.ToString(3),
            Recipe = RecipeWriter.Write(recipe),
            Report = new RunPaths(recipe.Output).Report,
            Tokenizer = $"{folder.Tokenizer}",
            Tokens = embeddings.Tokens.Count,
            LeftOut = embeddings.LeftOut,
            Dimensions = embeddings.Vectors[0].Length,
            ExplainedShare = components.Shares.X + components.Shares.Y,
            Divergence = tsne.Divergence(map),
            Neighbours = recipe.Neighbours,
            Separations = SeparationsOf(embeddings, folder.Tokenizer.Alphabet.Letters, recipe.Neighbours),
        };
        PreparedFolder.Write(recipe.Output, path =>
        {
            TextTarget.Write(Path.Combine(path, TableFile), text => WriteTable(text, embeddings.Tokens, components.Places, map));
            var report = new TokensReport(recipe, result, embeddings.Tokens, folder.Tokenizer.Alphabet, components, map);
            RunReport.Write(new RunPaths(path), report.Page());
            return result = result with { Files = PreparedFolder.FilesIn(path) };
        }, ManifestFile);
        return result;
    }

    private static TokenSeparation[] SeparationsOf(TokenEmbeddings embeddings, ReadOnlySpan<byte> letters, int neighbours)
    {
        List<TokenGroups> groups = [TokenGroups.ByGc(embeddings.Tokens)];
        for (int place = 0; place < embeddings.Tokens.Min(token => token.Length); place++)
            groups.Add(TokenGroups.ByBases(embeddings.Tokens, letters, $"base {place + 1}", place));
        var separations = Separation.Of(embeddings.Vectors, [.. groups.Select(group => group.Labels)], neighbours);
        return [.. groups.Zip(separations, (group, separation) => new TokenSeparation(group.Title, separation))];
    }

    private static void WriteTable(Stream text, IReadOnlyList<string> tokens,
        IReadOnlyList<(double X, double Y)> components, (double X, double Y)[] map)
    {
        var table = new TableWriter(text, '\t', "token", "pca_1", "pca_2", "tsne_1", "tsne_2");
        for (int i = 0; i < tokens.Count; i++)
            table.Write(tokens[i], Text(components[i].X), Text(components[i].Y), Text(map[i].X), Text(map[i].Y));
    }

    private static string Text(double number) => number.ToString("G7", CultureInfo.InvariantCulture);
}
