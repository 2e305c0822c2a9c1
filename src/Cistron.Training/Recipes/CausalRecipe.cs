using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Training.Objectives;

namespace Cistron.Training.Recipes;

/// <summary>
/// The section <c>causal</c>: next-token prediction as AWD-LSTM language models are trained (Merity, Keskar and Socher
/// 2018). The defaults are those of ULMFiT's code.
/// </summary>
public sealed record CausalRecipe
{
    /// <summary>Tokens between two updates; default 70.</summary>
    [Description("tokens between two updates: how far gradients flow back; the state is carried on")]
    [Range(1, 100_000)]
    public int Bptt { get; init; } = 70;

    /// <inheritdoc cref="CausalReading.Jitter"/>
    [Description("vary bptt from window to window: half of it one time in twenty, and a normal draw of deviation 5")]
    public bool Jitter { get; init; }

    /// <inheritdoc cref="OutputPenalties.Activation"/>
    [Description("factor of the mean square of the last layer's outputs, added to the loss (AR)")]
    [Range(0, 1000)]
    public double ActivationPenalty { get; init; } = 2;

    /// <inheritdoc cref="OutputPenalties.Temporal"/>
    [Description("factor of the mean square of their change from token to token, added to the loss (TAR)")]
    [Range(0, 1000)]
    public double TemporalPenalty { get; init; } = 1;

    /// <summary>The penalties together.</summary>
    public OutputPenalties Penalties => new(ActivationPenalty, TemporalPenalty);
}
