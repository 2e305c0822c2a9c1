namespace Cistron.Torch.Modules;

/// <summary>
/// Sets elements to zero with probability p while training and scales the others by 1 / (1 − p) (Srivastava et al. 2014).
/// </summary>
public sealed class Dropout(double probability) : Module
{
    /// <summary>p, in [0, 1).</summary>
    public double Probability { get; set; } = probability;

    /// <summary>Any shape → the same shape.</summary>
    public Tensor Forward(Tensor x) => IsTraining && Probability > 0 ? Operators.Dropout(x, Probability, train: true) : x;
}
