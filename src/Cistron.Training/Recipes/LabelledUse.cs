using System.ComponentModel;
using Cistron.Runs.Recipes;

namespace Cistron.Training.Recipes;

/// <summary>What every verb is told that puts a model to use on sequences with a label each, or without.</summary>
public abstract record LabelledUse : SequenceUse, IValidated
{
    /// <summary>The sequences.</summary>
    [Description("FASTA, .csv/.tsv or one sequence a line; plain or .gz; - for standard input")]
    public string? Input { get; init; }

    /// <summary>FASTA files by class, in place of one input.</summary>
    [Description("FASTA file of each class, in place of input: {coding: a.fa.gz, noncoding: b.fa.gz}")]
    public IReadOnlyDictionary<string, string> Classes { get; init; } = new Dictionary<string, string>();

    /// <summary>The column of labels, when the input is a table.</summary>
    [Description("column of the labels, when the input is a table; null: found by name, if there is one")]
    public string? LabelColumn { get; init; }

    /// <summary>All files that are read.</summary>
    internal IEnumerable<string> Files => Input is { } input ? [input] : Classes.Values;

    /// <inheritdoc />
    public virtual IEnumerable<(string Key, string Fault)> Validate()
    {
        if (Input is null && Classes.Count == 0)
            yield return ("input", "is missing; give a file of sequences, or 'classes'");
        if (Files.Any(string.IsNullOrWhiteSpace))
            yield return (Input is null ? "classes" : "input", "names no file; give one, or leave the key out");
        if (Input is not null && Classes.Count > 0)
            yield return ("input", "stands beside 'classes'; give one of them");
        if (Classes.Count == 1)
            yield return ("classes", "has one class; give at least two, or 'input'");
        if (Classes.Count > 0 && (SequenceColumn ?? LabelColumn) is not null)
            yield return ("classes", "are FASTA files, which have no columns; leave sequence_column and label_column out");
    }
}
