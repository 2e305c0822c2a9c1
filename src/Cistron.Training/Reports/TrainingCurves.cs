using Cistron.Runs.Plots;
using Cistron.Training.Optimization;

namespace Cistron.Training.Reports;

/// <summary>The charts of how a training went, all over the steps of the run.</summary>
/// <param name="history">What was measured.</param>
public sealed class TrainingCurves(TrainingHistory history)
{
    private const int SmoothingShare = 20;
    private const int SpeedStretches = 50;

    private static readonly Axis Step = new("step") { Minimum = 0 };

    /// <summary>
    /// The training loss of every step, its moving average over a twentieth of the run, and the loss on held-out data.
    /// </summary>
    /// <param name="unit">What the loss is, such as "nats per masked token".</param>
    /// <param name="validation">The held-out loss in the same unit; may be empty.</param>
    /// <param name="references">Losses to compare with.</param>
    public LineChart Loss(string unit, IReadOnlyList<Point> validation, params IReadOnlyList<Reference> references)
    {
        List<Line> lines = [new("training", history.Of("loss"))];
        int window = (int)(history.Steps / SmoothingShare) | 1;
        if (window > 1)
            lines.Add(new($"mean of {window} steps", history.MeanOf("loss", window)));
        if (validation.Count > 0)
            lines.Add(new("validation", validation));
        return new("Loss", Step, new Axis("loss", unit), lines) { References = references };
    }

    /// <summary>A metric on held-out data, with the step whose weights were released.</summary>
    /// <param name="title">The chart's title.</param>
    /// <param name="name">The metric's name in the log, without "validation_".</param>
    /// <param name="axis">The metric.</param>
    /// <param name="releasedStep">The step to mark.</param>
    /// <param name="references">Values to compare with.</param>
    public LineChart Validation(
        string title, string name, Axis axis, long releasedStep, params IReadOnlyList<Reference> references) =>
        new(title, Step, axis, [new Line("validation", history.Of($"validation_{name}"))])
        {
            References = references,
            Markers = [new Reference(releasedStep, "released")],
        };

    /// <summary>The learning rate of each update, with the beginning of each phase where there are several.</summary>
    public LineChart LearningRate(TrainingPlan plan) => Single("Learning rate", "rate", "learning_rate") with
    {
        Markers = plan.Phases.Count == 1 ? [] : [.. plan.Phases.Where(phase => phase.Start < history.Steps)
            .Select(phase => new Reference(phase.Start, phase.Name))],
    };

    /// <summary>The norm of all gradients together, before clipping.</summary>
    /// <param name="clipNorm">The norm above which gradients were scaled down; it is drawn when one was.</param>
    public LineChart GradientNorm(double clipNorm) =>
        Single("Gradient norm", "norm", "gradient_norm") with
        {
            References = history.Of("gradient_norm").Any(norm => norm.Y > clipNorm)
                ? [new Reference(clipNorm, "clipped above")]
                : [],
        };

    /// <summary>Tokens per second, over fiftieths of the run.</summary>
    public LineChart Throughput() => new("Throughput", Step, new Axis("tokens per second") { Minimum = 0 },
        [new Line("speed", history.TokensPerSecond(SpeedStretches))]);

    private LineChart Single(string title, string line, string name) =>
        new(title, Step, new Axis(line) { Minimum = 0 }, [new Line(line, history.Of(name))]);
}
