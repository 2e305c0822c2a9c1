using Cistron.Torch;

namespace Cistron.Models.AwdLstm;

/// <summary>What an AWD-LSTM gives for one window.</summary>
/// <param name="Hidden">(B, T, D), the outputs of the last layer without dropout: zero at padding.</param>
/// <param name="State">After the last real position of every row; gradients flow through it unless it is detached.</param>
public sealed record AwdLstmOutput(Tensor Hidden, AwdLstmState State)
{
    internal TokenBatch? Padded { get; init; }

    /// <summary>
    /// Activation and temporal activation regularization (Merity et al. 2018, §4.6): α times the mean of the squared outputs, and
    /// β times the mean of the squared differences between neighbours in time, over what is real. The paper takes norms; the
    /// models that made ULMFiT's results took means, with α = 2 and β = 1.
    /// </summary>
    public Tensor Penalty(double alpha, double beta) =>
        Operators.ActivationPenalty(Hidden.Transpose(0, 1), [.. RealLengths()], alpha, beta);

    private IEnumerable<long> RealLengths() =>
        Padded?.Lengths.Select(length => (long)length) ?? Enumerable.Repeat(Hidden.Size(1), (int)Hidden.Size(0));
}
