using Cistron.Data.Reports;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Training.Masking;

namespace Cistron.Training.Reports;

/// <summary>
/// What the masks of a run hid, and how near the loss came to what overlapping tokens leave to be known.
/// </summary>
/// <param name="plan">The policies of the run.</param>
/// <param name="history">What was measured step by step.</param>
public sealed class MaskingSection(MaskingPlan plan, TrainingHistory history)
{
    private const int EndShare = 20;

    /// <summary>The charts over steps, with the borders of phases.</summary>
    public Figures Figures() => new(
        new Figure(Loss().Draw(),
            "The floor is the mean of ln 4 for every base of a masked token that no visible token shows; a model that copies all that is "
            + "shown and knows nothing of sequences reaches it on uniform bases."),
        new Figure(Shares().Draw(),
            "Tokens to predict, and bases that no visible token shows. With overlapping tokens most bases of masked tokens "
            + "can be read off their neighbours."));

    /// <summary>A row for each phase; none where there is one.</summary>
    public IEnumerable<Table> PhaseTable()
    {
        if (plan.Phases.Count < 2)
            yield break;
        yield return new Table("Phases of masking",
            [
                Column.Numbers("to step"), Column.Words("spans"), Column.Numbers("masked tokens"),
                Column.Numbers("unknown bases"), Column.Numbers("floor"), Column.Numbers("loss at its start"),
                Column.Numbers("at its end"), Column.Numbers("step up before it"),
            ],
            [.. Phases().Select(Row)]);
    }

    private IReadOnlyList<string> Row((long Start, long End, MaskingPolicy Policy) phase)
    {
        var (start, end) = Ends(phase.Start, phase.End);
        double before = phase.Start == 0 ? double.NaN : Ends(PreviousStart(phase.Start), phase.Start).Last;
        return
        [
            ReportText.Count(phase.End), Spans(phase.Policy), ReportText.Percent(Mean("masked_share", phase)),
            ReportText.Percent(Mean("unknown_share", phase)), ReportText.Number(Mean("loss_floor", phase)),
            ReportText.Number(start), ReportText.Number(end),
            double.IsNaN(before) ? "–" : ReportText.Number(start - before),
        ];
    }

    private LineChart Loss()
    {
        int window = Window;
        return new("Loss and what masks leave to be known", Step, new Axis($"mean of {window} steps", "nats per token"),
            new Line("loss", history.MeanOf("loss", window)),
            new Line("floor", history.MeanOf("loss_floor", window))) { Markers = Borders };
    }

    private LineChart Shares()
    {
        int window = Window;
        return new("What is hidden", Step, new Axis("share") { Minimum = 0 },
            new Line("masked tokens", history.MeanOf("masked_share", window)),
            new Line("unknown bases", history.MeanOf("unknown_share", window))) { Markers = Borders };
    }

    private static Axis Step => new("step") { Minimum = 0 };

    // Narrow enough that the step up at a border is seen.
    private int Window => (int)(history.Steps / (EndShare * 5)) | 1;

    private IReadOnlyList<Reference> Borders =>
        [.. Phases().Skip(1).Select(phase => new Reference(phase.Start, Spans(phase.Policy)))];

    private IEnumerable<(long Start, long End, MaskingPolicy Policy)> Phases()
    {
        long start = 0;
        foreach (var phase in plan.Phases.Where(phase => phase.End > 0))
        {
            long end = Math.Min(phase.End, history.Steps);
            if (end > start)
                yield return (start, end, phase.Policy);
            start = end;
        }
    }

    private long PreviousStart(long start) => Phases().Last(phase => phase.End == start).Start;

    /// <summary>The mean loss over the first and the last twentieth of a phase.</summary>
    private (double First, double Last) Ends(long start, long end)
    {
        long length = Math.Max(1, (end - start) / EndShare);
        return (Mean("loss", start, start + length), Mean("loss", end - length, end));
    }

    private double Mean(string name, (long Start, long End, MaskingPolicy) phase) => Mean(name, phase.Start, phase.End);

    private double Mean(string name, long start, long end) => history.Of(name)
        .Where(point => point.X > start && point.X <= end).Select(point => point.Y).DefaultIfEmpty(double.NaN).Average();

    private static string Spans(MaskingPolicy policy) => policy switch
    {
        SpanMasking { Lengths: [var only] } => $"{only}",
        SpanMasking spans => $"{spans.Lengths[0]} to {spans.Lengths[^1]}",
        _ => "single tokens",
    };
}
