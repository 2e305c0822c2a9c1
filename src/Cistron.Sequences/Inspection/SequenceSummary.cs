using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;

namespace Cistron.Sequences.Inspection;

/// <summary>The sequences of a file.</summary>
/// <param name="Layout">How the file holds them.</param>
/// <param name="SequenceColumn">The column they were taken from; null when the file has none.</param>
/// <param name="Kmers">How they were cut into k-mers; null when they were whole.</param>
/// <param name="Records">How many sequences there are.</param>
/// <param name="Empty">How many of them have no letters.</param>
/// <param name="Bases">All letters together.</param>
/// <param name="Lengths">How long they are, in letters.</param>
/// <param name="Gc">
/// The share of G and C among A, C, G, T and U of each sequence that has any; null for proteins.
/// </param>
/// <param name="Letters">Which letters they have.</param>
/// <param name="Duplicates">How many repeat an earlier one.</param>
/// <param name="Labels">What stands beside them; null when the file has no column of labels.</param>
/// <param name="Alphabet">The alphabet that all letters together speak for; null without letters.</param>
public sealed record SequenceSummary(
    SequenceLayout Layout,
    string? SequenceColumn,
    KmerShape? Kmers,
    long Records,
    long Empty,
    long Bases,
    Distribution Lengths,
    Distribution? Gc,
    LetterSummary Letters,
    DuplicateSummary Duplicates,
    LabelSummary? Labels,
    Alphabet? Alphabet)
{
    /// <summary>The names of all columns; none when the file has none.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>What to try first with these sequences; null when they have no letters.</summary>
    public Suggestion? Suggestion => Suggestion.For(this);
}
