namespace Cistron.Sequences.Datasets;

/// <summary>One sample of a labelled dataset.</summary>
/// <param name="Id">Its name in the table, or <c>line7</c> when the table names no rows.</param>
/// <param name="Bases">The letters as they stand in the file; may be empty.</param>
/// <param name="Label">The label as it stands in the file, trimmed; may be empty.</param>
/// <param name="Line">The 1-based line on which the row begins.</param>
public sealed record LabelledSequence(string Id, byte[] Bases, string Label, long Line)
{
    /// <summary>What the table's column of parts says, such as <c>train</c>; empty when none was asked for.</summary>
    public string Part { get; init; } = "";

    /// <summary>The file it stands in, when a dataset is made of several; null for the dataset's own.</summary>
    public string? File { get; init; }
}
