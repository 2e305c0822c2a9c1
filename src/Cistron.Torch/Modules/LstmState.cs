namespace Cistron.Torch.Modules;

/// <summary>What an LSTM carries from one position to the next, for every row of a batch.</summary>
/// <param name="Hidden">(B, H)</param>
/// <param name="Cell">(B, H)</param>
public sealed record LstmState(Tensor Hidden, Tensor Cell)
{
    /// <summary>The state before the first position: zeros.</summary>
    public static LstmState Zero(long rows, long units, Device device) =>
        new(Operators.Zeros([rows, units], device: device), Operators.Zeros([rows, units], device: device));

    /// <summary>The same values; gradients stop here.</summary>
    public LstmState Detach() => new(Hidden.Detach(), Cell.Detach());
}
