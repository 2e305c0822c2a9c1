using Cistron.Data.Tables;

namespace Cistron.Data.Audit;

/// <summary>A part of an audited dataset.</summary>
/// <param name="Name">train, dev or test.</param>
/// <param name="Table">Its rows.</param>
/// <param name="Start">The number of its first row among the rows of all parts.</param>
public sealed record AuditedPart(string Name, LabelledData Table, int Start)
{
    /// <summary>How many rows it has.</summary>
    public int Count => Table.Samples.Count;

    /// <summary>The number after that of its last row.</summary>
    public int End => Start + Count;

    /// <summary>The numbers of its rows.</summary>
    public IEnumerable<int> Rows => Enumerable.Range(Start, Count);
}
