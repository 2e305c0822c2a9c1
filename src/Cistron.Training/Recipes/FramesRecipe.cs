using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Models.Heads;
using Cistron.Runs.Recipes;

namespace Cistron.Training.Recipes;

/// <summary>The recipe of <c>interpret frames</c>: a model, and sequences that lose their first bases one by one.</summary>
public sealed record FramesRecipe : SequenceUse, IValidated
{
    /// <summary>The sequences.</summary>
    [Description("FASTA, .csv/.tsv or one sequence a line; plain or .gz")]
    [Required]
    public string Input { get; init; } = "";

    /// <summary>The folder to make.</summary>
    [Description("folder to make: report.html, plots, frames.tsv, frames.json")]
    [Required]
    public string Output { get; init; } = "";

    /// <summary>The names of the sequences to use.</summary>
    [Description("names of the sequences to use; empty: drawn with the seed")]
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>How many sequences are drawn.</summary>
    [Description("sequences to use where none are named, drawn with the seed where there are more")]
    [Range(2, 1000)]
    public int Rows { get; init; } = 10;

    /// <summary>How many versions of each sequence there are.</summary>
    [Description("versions of each sequence: without its first 0, 1, 2 … bases; sequences of fewer than twice as many bases are left out")]
    [Range(4, 1000)]
    public int Shifts { get; init; } = 10;

    /// <summary>How hidden states become one vector.</summary>
    [Description("mean over tokens, cls (first token) or max")]
    public Pooling Pooling { get; init; } = Pooling.Mean;

    /// <summary>The seed of the draw of sequences.</summary>
    [Description("the seed of the draw of sequences")]
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (Ids.Count == 1)
            yield return ("ids", "names one sequence; give at least two, whose distances can be compared");
        if (Ids.Distinct(StringComparer.Ordinal).Count() < Ids.Count)
            yield return ("ids", "names a sequence twice; give each once");
    }
}
