using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;

namespace Cistron.Training.Recipes;

/// <summary>The recipe of <c>interpret attention</c>: one or several encoders, and sequences that they look at.</summary>
public sealed record AttentionRecipe : SequenceUse, IValidated
{
    /// <summary>Further models, measured on the same sequences.</summary>
    [Description("further model folders, drawn beside the model on the same sequences, with any tokens and shapes; each has its folder's name")]
    public IReadOnlyList<string> Beside { get; init; } = [];

    /// <summary>The sequences.</summary>
    [Description("FASTA, .csv/.tsv or one sequence a line; plain or .gz")]
    [Required]
    public string Input { get; init; } = "";

    /// <summary>The folder to make.</summary>
    [Description("folder to make: report.html, plots, attention.tsv, profile.tsv, maps.tsv, received.tsv, attention.json")]
    [Required]
    public string Output { get; init; } = "";

    /// <summary>The most sequences that are used.</summary>
    [Description("sequences to use, the first of the file; null: all")]
    [Range(1, int.MaxValue)]
    public int? Rows { get; init; }

    /// <summary>How far a token is nearby.</summary>
    [Description("tokens to either side that are nearby; a token itself is")]
    [Range(0, 1 << 20)]
    public int NearTokens { get; init; } = 6;

    /// <summary>How far the profile by relative distance goes.</summary>
    [Description("tokens to either side in the profile by relative distance")]
    [Range(1, 1000)]
    public int ProfileTokens { get; init; } = 20;

    /// <summary>Sequences that are mapped base by base.</summary>
    [Description("sequences that are mapped base by base, the first; of one beyond the context its first window")]
    [Range(0, 20)]
    public int Maps { get; init; } = 1;

    /// <summary>Whether the page shows each head.</summary>
    [Description("true: the page also shows each head, in table, profiles and maps; attention.tsv always has them")]
    public bool Heads { get; init; }

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        string[] folders = [.. Beside.Prepend(Model).Where(folder => folder.Length > 0)
            .Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))];
        if (folders.Distinct().Count() < folders.Length)
            yield return ("beside", "names a model twice; give each once");
        if (Beside.Any(folder => folder.Length == 0))
            yield return ("beside", "has an empty name; give model folders");
        if (Beside.Count > 0 && Input == "-")
            yield return ("input", "is standard input, which several models cannot read one after the other; give a file");
    }
}
