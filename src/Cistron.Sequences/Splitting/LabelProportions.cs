using Cistron.Sequences.Datasets;

namespace Cistron.Sequences.Splitting;

/// <summary>How often each label stands in each part of a split.</summary>
/// <param name="Labels">The labels of all rows.</param>
/// <param name="Counts">Rows by part, then by label.</param>
public sealed record LabelProportions(LabelSet Labels, IReadOnlyList<IReadOnlyList<int>> Counts)
{
    /// <summary>Counts the labels of the rows that are in a part.</summary>
    /// <param name="split">The split.</param>
    /// <param name="labels">The label of each row.</param>
    public static LabelProportions Of(Split split, IReadOnlyList<string> labels)
    {
        LabelSet set = LabelSet.Ordered(labels.Distinct());
        int[][] counts = [.. split.Parts.Select(_ => new int[set.Count])];
        for (int row = 0; row < labels.Count; row++)
            if (split.PartOf[row] != Split.NoPart)
                counts[split.PartOf[row]][set.IndexOf(labels[row])]++;
        return new LabelProportions(set, counts);
    }

    /// <summary>The share of a part's rows that have a label; NaN when the part is empty.</summary>
    public double Share(int part, int label) => (double)Counts[part][label] / Counts[part].Sum();
}
