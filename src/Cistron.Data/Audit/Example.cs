using System.Text.Json.Serialization;

namespace Cistron.Data.Audit;

/// <summary>A case of a finding.</summary>
/// <param name="What">What is to be seen in it.</param>
/// <param name="Rows">The rows that show it.</param>
public sealed record Example(string What, IReadOnlyList<RowReference> Rows);

/// <summary>A row by where it stands.</summary>
/// <param name="Part">The part of the dataset: train, dev or test.</param>
/// <param name="File">The file.</param>
/// <param name="Line">The 1-based line on which the row begins.</param>
/// <param name="Id">The row's name, or <c>line7</c> where the file names none.</param>
/// <param name="Label">Its label.</param>
public sealed record RowReference(string Part, string File, long Line, string Id, string Label)
{
    /// <summary>Part, file and line, such as <c>test test.csv:12</c>.</summary>
    [JsonIgnore]
    public string Place => $"{Part} {Path.GetFileName(File)}:{Line}";
}
