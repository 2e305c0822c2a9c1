using Cistron.Data.Reports;
using Cistron.Runs.Reports;
using Cistron.Training.Optimization;

namespace Cistron.Training.Reports;

/// <summary>The phases of a run: what each trained, and how good the model was at its end.</summary>
internal static class PhaseTable
{
    /// <summary>The table; nothing for a run of one phase.</summary>
    /// <param name="plan">The phases.</param>
    /// <param name="history">What was measured step by step.</param>
    /// <param name="metric">The validation metric's name in the log, without "validation_".</param>
    /// <param name="title">What people call it.</param>
    public static IEnumerable<ReportBlock> Of(TrainingPlan plan, TrainingHistory history, string metric, string title)
    {
        if (plan.Phases.Count == 1)
            yield break;
        var values = history.Of($"validation_{metric}");
        yield return new Table("The phases, and the validation at the end of each",
            [
                Column.Words("phase"), Column.Words("layer groups"), Column.Numbers("to step"),
                Column.Numbers("highest rate"), Column.Numbers(title),
            ],
            [.. plan.Phases.Where(phase => phase.Start < history.Steps).Select((phase, i) => (IReadOnlyList<string>)
            [
                $"{i + 1}: {phase.Name}",
                string.Join(", ", phase.LayerGroups),
                ReportText.Count(Math.Min(phase.End, history.Steps)),
                ReportText.Rate(phase.HighestRate),
                ReportText.Number(values.Where(value => value.X > phase.Start && value.X <= phase.End)
                    .Select(value => value.Y).LastOrDefault(double.NaN)),
            ])]);
    }
}
