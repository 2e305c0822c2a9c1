using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Inspection;

/// <summary>The labels that stand beside a file's sequences.</summary>
/// <param name="Column">The column they were taken from.</param>
/// <param name="Labelled">Sequences with a label.</param>
/// <param name="Missing">Sequences whose label is empty, missing, or no text.</param>
/// <param name="Different">How many different labels there are; no more than 100,000 are counted.</param>
/// <param name="MostFrequent">The most frequent labels with their counts, at most a hundred.</param>
/// <param name="Task">The task that the labels make; null when they make none.</param>
/// <param name="Problem">Why the labels make no task; null when they make one.</param>
public sealed record LabelSummary(
    string Column,
    long Labelled,
    long Missing,
    int Different,
    IReadOnlyList<NameCount> MostFrequent,
    PredictionTask? Task,
    string? Problem)
{
    internal static LabelSummary Of(LabelTally tally, string file, string column, long labelled, long missing)
    {
        PredictionTask? task = null;
        string? problem = null;
        try
        {
            task = TaskInference.From(tally, file, column);
        }
        catch (InputException fault)
        {
            problem = fault.Message;
        }
        return new LabelSummary(column, labelled, missing, tally.Counts.Count, NameSummary.First(tally.Counts), task, problem);
    }
}
