using System.Text.Json.Serialization;

namespace Cistron.Training.Planning;

/// <summary>What a few small training steps took on this machine: the fastest of them.</summary>
/// <param name="Pass">The forward pass that was made.</param>
/// <param name="PassSeconds">Seconds of it and its backward pass.</param>
/// <param name="UpdateSeconds">Seconds of an update: clipping and AdamW.</param>
/// <param name="Operations">Floating-point operations of the pass and its backward pass.</param>
/// <param name="PeakBytes">
/// The most memory that model and steps took, measured; null where that is not known, as on a CUDA device.
/// </param>
/// <param name="EstimatedBytes">What <see cref="MemoryEstimate"/> says of the same.</param>
public sealed record Measurement(PassShape Pass, double PassSeconds, double UpdateSeconds, double Operations, double? PeakBytes,
    double EstimatedBytes)
{
    /// <summary>Floating-point operations a second.</summary>
    [JsonIgnore]
    public double Speed => Operations / PassSeconds;

    /// <summary>Seconds of a step with some operations, were they made as fast.</summary>
    public double StepSeconds(double operations) => operations / Speed + UpdateSeconds;
}
