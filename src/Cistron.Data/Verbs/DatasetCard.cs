using System.Globalization;
using System.Text;
using Cistron.Data.Recipes;
using Cistron.Sequences.Alphabets;

namespace Cistron.Data.Verbs;

/// <summary>The <c>README.md</c> of an exported dataset: front matter for Hugging Face, then what is in it.</summary>
internal static class DatasetCard
{
    /// <summary>The card in the folder.</summary>
    public const string File = "README.md";

    private static readonly long[] SizeSteps = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];
    private static readonly string[] SizeNames = ["n<1K", "1K<n<10K", "10K<n<100K", "100K<n<1M", "1M<n<10M", "n>10M"];

    public static string Of(ExportRecipe recipe, ExportResult result, Alphabet alphabet)
    {
        var card = new StringBuilder();
        card.Append("---\n");
        if (recipe.Licence is { } licence)
            card.Append(CultureInfo.InvariantCulture, $"license: {licence}\n");
        card.Append(CultureInfo.InvariantCulture, $"tags: [biology, {alphabet}]\n");
        long rows = result.Parts.Sum(part => part.Rows);
        card.Append(CultureInfo.InvariantCulture, $"size_categories: [\"{SizeNames[SizeSteps.Count(step => rows >= step)]}\"]\n");
        card.Append("configs:\n- config_name: default\n  data_files:\n");
        foreach (var part in result.Parts)
            card.Append(CultureInfo.InvariantCulture, $"  - split: {part.Name}\n    path: {part.File.Path}\n");
        card.Append(CultureInfo.InvariantCulture, $"---\n# {result.Title}\n\n{recipe.Origin ?? "The origin of these data was not given."}\n\n");
        card.Append(CultureInfo.InvariantCulture, $"Task: {result.Task}. Alphabet: {alphabet}; sequences are upper case.\n\n");
        card.Append("| part | rows | bases | rows by label | SHA-256 |\n|---|---:|---:|---|---|\n");
        foreach (var part in result.Parts)
        {
            string counts = string.Join("; ", part.LabelCounts.Take(20).Select(pair => $"{Cell(pair.Key)}: {pair.Value:N0}"));
            card.Append(CultureInfo.InvariantCulture,
                $"| {part.Name} | {part.Rows:N0} | {part.Bases:N0} | {counts}{(part.LabelCounts.Count > 20 ? " …" : "")} | `{part.File.Sha256}` |\n");
        }
        card.Append("\nColumns: `id`, `sequence`, `label`; others of the source are left out. `sha256sum --check SHA256SUMS` proves the tables; `dataset.json` names the "
            + "files that they were made from.\n\n```python\nfrom datasets import load_dataset\n\ndata = load_dataset(\"THIS_FOLDER\")\n```\n");
        return card.ToString();
    }

    // Labels are the user's own words and stand inside a table.
    private static string Cell(string words) => words.Replace('|', '/').ReplaceLineEndings(" ");
}
