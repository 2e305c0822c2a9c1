using Cistron.Sequences.Randomness;

namespace Cistron.Training.Masking;

/// <summary>
/// How tokens are masked over the steps of a run: a curriculum of policies, a pure function of the step.
/// </summary>
/// <param name="Phases">At least one, with ascending ends.</param>
public sealed record MaskingPlan(IReadOnlyList<MaskingPhase> Phases)
{
    /// <summary>One policy for all steps.</summary>
    public static MaskingPlan Of(MaskingPolicy policy) => new([new MaskingPhase(long.MaxValue, policy)]);

    /// <summary>
    /// The policy of the held-out windows: that which the run ends with, so that validations can be compared from the first
    /// step to the last.
    /// </summary>
    public MaskingPolicy ForValidation => Phases[^1].Policy.ForValidation;

    /// <summary>The phase of the update number <paramref name="step"/>, counted from 0; the last one from there on.</summary>
    public MaskingPhase PhaseAt(long step) => Phases.FirstOrDefault(phase => step < phase.End) ?? Phases[^1];

    /// <summary>The policy of a step.</summary>
    /// <param name="step">The update's number, from 0.</param>
    /// <param name="draws">The step's random stream.</param>
    public MaskingPolicy At(long step, RandomStream draws) => PhaseAt(step).Policy.ForStep(draws);
}

/// <summary>A stretch of a run with one masking policy.</summary>
/// <param name="End">The number of the first update after it, counted from 0.</param>
/// <param name="Policy">How tokens are masked in it.</param>
public sealed record MaskingPhase(long End, MaskingPolicy Policy);
