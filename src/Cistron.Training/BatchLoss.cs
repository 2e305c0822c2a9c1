using Cistron.Torch;

namespace Cistron.Training;

/// <summary>What a batch is trained by: single float32 numbers with gradients, summed over its targets.</summary>
/// <param name="Targets">The loss that is judged by, and compared with that of validation.</param>
/// <param name="Penalty">What is added to it in training only, such as activation regularization; null for nothing.</param>
public sealed record BatchLoss(Tensor Targets, Tensor? Penalty = null)
{
    /// <summary>A loss without a penalty.</summary>
    public static implicit operator BatchLoss(Tensor targets) => new(targets);
}
