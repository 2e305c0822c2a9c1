using Cistron.Sequences.Datasets;

namespace Cistron.Data.Folders;

/// <summary>A part of a dataset as a table.</summary>
/// <param name="Name">Its name, such as <c>train</c>.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Bases">Bases of its sequences.</param>
/// <param name="LabelCounts">How many rows have each label; empty where nearly every row has its own, as numbers do.</param>
/// <param name="File">Its table, relative to the folder.</param>
public sealed record WrittenPart(
    string Name, long Rows, long Bases, IReadOnlyDictionary<string, long> LabelCounts, SourceFile File)
{
    private const int MostLabels = 1000;

    /// <summary>What was written for some rows.</summary>
    /// <param name="name">The part's name.</param>
    /// <param name="samples">Its rows.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="path">The table in the folder.</param>
    internal static WrittenPart Of(string name, IReadOnlyCollection<LabelledSequence> samples, string folder, string path)
    {
        var counts = samples.CountBy(sample => sample.Label).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Key, pair => (long)pair.Value);
        return new WrittenPart(name, samples.Count, samples.Sum(sample => (long)sample.Bases.Length),
            counts.Count <= MostLabels && counts.Count * 2 <= samples.Count + 2 ? counts : [],
            SourceFile.Of(Path.Combine(folder, path))! with { Path = path });
    }
}
