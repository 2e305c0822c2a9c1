namespace Cistron.Training.Planning;

/// <summary>What a run would take on a kind of GPU, by the peak of its data sheet.</summary>
/// <param name="Device">The GPU.</param>
/// <param name="LargestRows">The most rows of a forward pass that fit into its memory; 0 where the model does not.</param>
/// <param name="StepSeconds">Seconds of a step on all devices together.</param>
/// <param name="RunSeconds">Seconds of the run; null where its steps are not known.</param>
/// <param name="DeviceHours">Hours of all devices together; null likewise.</param>
/// <param name="Cost">Their cost; null likewise, and without a price.</param>
public sealed record AcceleratorEstimate(
    Accelerator Device, long LargestRows, double StepSeconds, double? RunSeconds, double? DeviceHours, double? Cost)
{
    /// <summary>
    /// A forward pass and its backward pass that would take fewer seconds is not estimated: to start its operators, some
    /// hundreds of them, takes about as long.
    /// </summary>
    public const double ShortestPassSeconds = 0.01;

    /// <summary>
    /// The estimate for a GPU. The devices are taken to share a step without loss; what they tell one another is not counted.
    /// </summary>
    /// <param name="device">The GPU.</param>
    /// <param name="memory">What training takes of its memory.</param>
    /// <param name="operations">Floating-point operations of a step.</param>
    /// <param name="steps">Steps of the run, if they are known.</param>
    /// <param name="conditions">Devices, utilisation, price.</param>
    public static AcceleratorEstimate Of(
        Accelerator device, MemoryEstimate memory, double operations, long? steps, EstimateConditions conditions)
    {
        double stepSeconds = operations / (device.Speed(conditions.Utilisation) * conditions.Devices);
        double? runSeconds = stepSeconds * steps;
        double? hours = runSeconds * conditions.Devices / 3600;
        return new(device, memory.RowsIn(device.Gibibytes * (double)(1L << 30)), stepSeconds, runSeconds, hours, hours * conditions.Price);
    }
}
