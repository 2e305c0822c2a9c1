using Cistron.Data.Folders;
using Cistron.Data.Recipes;
using Cistron.Data.Tables;
using Cistron.Runs;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Annotations;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Similarity;
using Cistron.Sequences.Splitting;

namespace Cistron.Data.Verbs;

/// <summary>The verb <c>data split</c>: one labelled table in, a folder with a table for each part out.</summary>
public static class Splitting
{
    /// <summary>The verb, as its manifest names it.</summary>
    public const string Verb = "data split";

    /// <summary>Writes the folder.</summary>
    /// <param name="recipe">What decides, and the files.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    public static SplitResult Run(SplitRecipe recipe, IWorkLog log, CancellationToken stop)
    {
        PreparedFolder.Check(recipe.Output, Verb, recipe.Input is { } input ? [input] : recipe.Classes.Values);
        var table = SplitTable.Read(recipe, log);
        table.Check();
        var task = TaskInference.From(table.Samples.Select(s => s.Label), table.File, table.LabelColumn);
        string[] labels = BalancedLabels.Of(table.Samples, task.Kind);
        SimilaritySearch? search = recipe.By == SplitRule.Similarity || recipe.DropAlike ? Search(recipe, table, log) : null;
        SequenceClusters? clusters = recipe.By == SplitRule.Similarity ? search!.Clusters(stop) : null;
        stop.ThrowIfCancellationRequested();

        Split split = Split(recipe, table, labels, clusters);
        if (recipe.DropAlike)
            split = split.WithoutAlike(search!, stop);
        stop.ThrowIfCancellationRequested();
        int empty = split.Counts.ToList().IndexOf(0);
        if (empty >= 0)
            throw new InputException(table.File, null, $"the part {InputException.Quote(split.Parts[empty])} gets no row",
                "every part needs some" + (clusters is null ? "" : $"; {clusters.Sizes.Max():N0} of {table.Samples.Count:N0} rows are alike and stay together"),
                clusters is null ? "change the parts, or add rows" : "raise min_identity, change the parts, or split by another rule");
        foreach (string warning in split.Warnings)
            log.Warn(warning);

        SplitResult? result = null;
        PreparedFolder.Write(recipe.Output, folder => result = new SplitResult(
            DataVersion.Text, RecipeWriter.Write(recipe), [.. table.Write(folder, Tables(recipe, split, labels, table.File))], split.Dropped,
            clusters?.Sizes.Count, clusters?.Sizes.Max(), split.Warnings,
            [.. table.Files.Select(SourceFile.Of).OfType<SourceFile>()]));
        return result!;
    }

    private static SimilaritySearch Search(SplitRecipe recipe, SplitTable table, IWorkLog log)
    {
        var search = new SimilaritySearch([.. table.Samples.Select(s => s.Bases)], new SimilarityOptions(recipe.Alphabet.Letters())
        {
            MinIdentity = recipe.MinIdentity,
            Strands = recipe.Alphabet == NucleicAlphabet.Rna ? ComparedStrands.Forward : ComparedStrands.Both,
        });
        log.Note($"{table.Samples.Count:N0} rows are compared by their {search.K}-mers on "
            + $"{(recipe.Alphabet == NucleicAlphabet.Rna ? "their own strand" : "both strands")}; {search.Duplicates.Repeats:N0} repeat another");
        return search;
    }

    private static Split Split(SplitRecipe recipe, SplitTable table, string[] labels, SequenceClusters? clusters)
    {
        var shares = new PartShares([.. recipe.Shares.Select(pair => (pair.Key, pair.Value))]);
        return recipe.By switch
        {
            SplitRule.Random => RandomSplit.Of(labels.Length, shares, recipe.Seed),
            SplitRule.Stratified => RandomSplit.Stratified(labels, shares, recipe.Seed),
            SplitRule.Group => GroupSplit.Of([.. table.Samples.Select(s => s.Part)], labels, shares, recipe.Seed),
            SplitRule.Location => LocationSplit.Of(Places(recipe, table),
                [.. recipe.Regions.Select(pair => PartRegions.Parse(pair.Key, pair.Value))]),
            _ => GroupSplit.Of(clusters!.ClusterOf, labels, shares, recipe.Seed),
        };
    }

    private static Interval[] Places(SplitRecipe recipe, SplitTable table)
    {
        using var annotation = AnnotationSource.Open(recipe.Input!);
        Interval[] places = [.. annotation.Read().Select(feature => feature.Place)];
        if (places.Length != table.Samples.Count || places.Any(place => place.Sequence.Length == 0))
            throw new InputException(recipe.Input!, null, "the rows have no places",
                "the columns chromosome, start and end (0-based, half-open) were expected in every row",
                "add them, or split by another rule");
        var names = places.Select(place => place.Sequence).ToHashSet(StringComparer.Ordinal);
        if (Regions(recipe).Select(region => region.Sequence).FirstOrDefault(name => !names.Contains(name)) is { } unknown)
            throw new InputException(recipe.Input!, null, $"no row lies on {InputException.Quote(unknown)}, which a region names",
                $"the rows lie on {string.Join(", ", names.Order(StringComparer.Ordinal).Take(10).Select(name => InputException.Quote(name)))}",
                "write a name of these, or name:start-end");
        return places;
    }

    private static IEnumerable<Interval> Regions(SplitRecipe recipe) =>
        recipe.Regions.Values.SelectMany(regions => regions.Select(PartRegions.Region));

    private static IEnumerable<(string Name, int[] Rows)> Tables(SplitRecipe recipe, Split split, string[] labels, string file)
    {
        for (int part = 0; part < split.Parts.Count; part++)
        {
            int[] rows = split.Rows(part);
            yield return (split.Parts[part], rows);
            if (split.Parts[part] != "train")
                continue;
            if (recipe.Subsets.FirstOrDefault(size => size > rows.Length) is > 0 and int tooLarge)
                throw new InputException(file, null, $"a subset of {tooLarge:N0} rows is asked for",
                    $"the part train has {rows.Length:N0} rows", "ask for smaller subsets");
            int[] order = StratifiedOrder.Of([.. rows.Select(row => labels[row])], recipe.Seed, "subset rows");
            foreach (int size in recipe.Subsets)
                yield return ($"train-{size}", [.. order.Take(size).Order().Select(i => rows[i])]);
        }
    }
}
