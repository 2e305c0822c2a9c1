using Cistron.Torch.Modules;

namespace Cistron.Torch.Optimizers;

/// <summary>Parameters that share a decay and a factor on the learning rate.</summary>
/// <param name="Parameters">Names, as in a weight file, and parameters. Frozen ones are passed over.</param>
/// <param name="WeightDecay">Weight decay; 0 for biases and normalization layers.</param>
/// <param name="LearningRateFactor">
/// Multiplies the step's learning rate (discriminative rates); 1 for all alike.
/// </param>
/// <param name="DecaysByGradient">
/// False: decay is decoupled. True: it is added to the gradient, so that Adam scales it like the rest (an L2 penalty).
/// </param>
public sealed record ParameterGroup(
    IReadOnlyList<KeyValuePair<string, Parameter>> Parameters, double WeightDecay, double LearningRateFactor = 1, bool DecaysByGradient = false);
