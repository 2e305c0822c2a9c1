using System.ComponentModel;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Datasets;

namespace Cistron.Data.Recipes;

/// <summary>Where labelled sequences come from: a folder, tables, one table with a column of parts, or FASTA by class.</summary>
public record DatasetRecipe : IValidated
{
    /// <summary>A folder with train, dev and test tables.</summary>
    [Description("folder with train, dev and test .csv/.tsv(.gz)")]
    public string? Folder { get; init; }

    /// <summary>The training table, in place of a folder.</summary>
    [Description("training table, in place of folder")]
    public string? Train { get; init; }

    /// <summary>The table that weights are chosen on.</summary>
    [Description("table that weights are chosen on")]
    public string? Dev { get; init; }

    /// <summary>The table that is scored once, at the end.</summary>
    [Description("table that is scored once, at the end")]
    public string? Test { get; init; }

    /// <summary>FASTA files by class, in place of tables.</summary>
    [Description("FASTA file of each class, in place of tables: {promoter: a.fa.gz, other: b.fa.gz}")]
    public IReadOnlyDictionary<string, string> Classes { get; init; } = new Dictionary<string, string>();

    /// <summary>FASTA files by class whose rows are scored once, at the end.</summary>
    [Description("FASTA file of each class, beside classes, whose rows are scored once, at the end")]
    public IReadOnlyDictionary<string, string> TestClasses { get; init; } = new Dictionary<string, string>();

    /// <summary>The column of the training table that tells train, dev and test rows apart.</summary>
    [Description("column of the train table that says train, dev (valid) or test, when one table holds all")]
    public string? SplitColumn { get; init; }

    /// <summary>The column of sequences.</summary>
    [Description("column of the sequences; null: found by name")]
    public string? SequenceColumn { get; init; }

    /// <summary>The column of labels.</summary>
    [Description("column of the labels; null: found by name")]
    public string? LabelColumn { get; init; }

    /// <summary>What kind of label it is.</summary>
    [Description("the task's kind; null: inferred from the labels and printed")]
    public TaskKind? Task { get; init; }

    /// <summary>The letters of the sequences.</summary>
    [Description("dna or rna; null: dna, or the pre-trained model's; T and U are exchanged where needed, and counted")]
    public NucleicAlphabet? Alphabet { get; init; }

    /// <inheritdoc />
    public virtual IEnumerable<(string Key, string Fault)> Validate()
    {
        int given = new[] { Folder is not null, Train is not null, Classes.Count > 0 }.Count(source => source);
        if (given == 0)
            yield return ("folder", "is missing; give a folder with train, dev and test tables, or the table 'train', or 'classes'");
        if (given > 1 || (Train is null && (Dev ?? Test) is not null))
            yield return (Folder is not null ? "folder" : Classes.Count > 0 ? "classes" : "train",
                "stands beside another source of labelled sequences; give a folder, tables, or classes");
        if (Task?.IsPerBase() == true && Classes.Count > 0)
            yield return ("task", "asks for a label for each base, and 'classes' gives a sequence one; give tables");
        if (Classes.Count == 1)
            yield return ("classes", "has one class; give at least two");
        if (TestClasses.Count > 0 && !TestClasses.Keys.Order().SequenceEqual(Classes.Keys.Order()))
            yield return ("test_classes", "must name the classes of 'classes', each with its FASTA file");
        if (SplitColumn is not null && (Train is null || (Dev ?? Test) is not null))
            yield return ("split_column", "divides one table; give that table as 'train' and no other");
    }
}
