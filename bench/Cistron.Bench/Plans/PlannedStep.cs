namespace Cistron.Bench.Plans;

/// <summary>A training step as it was planned, and as it went on this machine.</summary>
/// <param name="Model">Layers × dimensions.</param>
/// <param name="Tokens">Tokens of a row.</param>
/// <param name="Rows">Rows of the step.</param>
/// <param name="PlannedBytes">Memory by arithmetic: weights, gradients, the optimizer's moments, and what a pass leaves behind.</param>
/// <param name="MeasuredBytes">What the peak of the process grew by.</param>
/// <param name="Operations">Floating-point operations by arithmetic.</param>
/// <param name="Seconds">Seconds of the forward and backward pass.</param>
internal sealed record PlannedStep(
    string Model, long Tokens, long Rows, double PlannedBytes, double MeasuredBytes, double Operations, double Seconds)
{
    /// <summary>1 where the plan is right.</summary>
    public double MemoryRatio => MeasuredBytes / PlannedBytes;

    /// <summary>Operations a second.</summary>
    public double Speed => Operations / Seconds;
}
