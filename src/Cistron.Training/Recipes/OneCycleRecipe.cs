using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;
using Cistron.Training.Optimization;

namespace Cistron.Training.Recipes;

/// <summary>The section <c>one_cycle</c>: the shape of <see cref="OneCycleSchedule"/>.</summary>
public sealed record OneCycleRecipe : IValidated
{
    private static readonly OneCycleSchedule Standard = new(Peak: 1, TotalSteps: 1);

    /// <inheritdoc cref="OneCycleSchedule.Rise"/>
    [Description("share of the steps in which the learning rate rises")]
    [Range(0, 1)]
    public double Rise { get; init; } = Standard.Rise;

    /// <inheritdoc cref="OneCycleSchedule.StartDivisor"/>
    [Description("highest learning rate over the first")]
    [Range(1, 1e12)]
    public double StartDivisor { get; init; } = Standard.StartDivisor;

    /// <inheritdoc cref="OneCycleSchedule.EndDivisor"/>
    [Description("highest learning rate over the last")]
    [Range(1, 1e12)]
    public double EndDivisor { get; init; } = Standard.EndDivisor;

    /// <inheritdoc cref="OneCycleSchedule.HighBeta1"/>
    [Description("AdamW's beta1 where the learning rate is low")]
    [Range(0, 0.999999)]
    public double HighBeta1 { get; init; } = Standard.HighBeta1;

    /// <inheritdoc cref="OneCycleSchedule.LowBeta1"/>
    [Description("AdamW's beta1 where the learning rate is highest")]
    [Range(0, 0.999999)]
    public double LowBeta1 { get; init; } = Standard.LowBeta1;

    /// <summary>The cycle to a peak.</summary>
    public OneCycleSchedule Over(long steps, double peak) => new(peak, steps)
    {
        Rise = Rise, StartDivisor = StartDivisor, EndDivisor = EndDivisor, HighBeta1 = HighBeta1, LowBeta1 = LowBeta1,
    };

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (LowBeta1 > HighBeta1)
            yield return ("low_beta1", $"is {LowBeta1}, more than high_beta1, which is {HighBeta1}; exchange the two");
    }
}
