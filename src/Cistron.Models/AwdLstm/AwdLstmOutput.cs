using Cistron.Torch;

namespace Cistron.Models.AwdLstm;

/// <summary>What an AWD-LSTM gives for one window.</summary>
/// <param name="Hidden">(B, T, D), the outputs of the last layer without dropout: zero at padding.</param>
/// <param name="State">After the last real position of every row; gradients flow through it unless it is detached.</param>
public sealed record AwdLstmOutput(Tensor Hidden, AwdLstmState State)
{
    internal TokenBatch? Padded { get; init; }

    /// <summary>
    /// Activation regularization (Merity et al. 2018, §4.6): the mean of the squared outputs over real positions. The paper
    /// takes a norm; the models that made ULMFiT's results took the mean, times α = 2.
    /// </summary>
    public Tensor ActivationPenalty() => Mean(Hidden * Hidden, Padded?.Lengths.Sum() ?? Hidden.Size(0) * Hidden.Size(1));

    /// <summary>
    /// Temporal activation regularization (ibid.): the mean of the squared differences between real neighbours in time, as
    /// a mean for the same reason, times β = 1. Zero where no row has two tokens.
    /// </summary>
    public Tensor TemporalPenalty()
    {
        long width = Hidden.Size(1);
        Tensor step = Hidden.Slice(1, 1, width) - Hidden.Slice(1, 0, width - 1);           // (B, T - 1, D)
        long steps = Padded?.Lengths.Sum(length => Math.Max(0, length - 1L)) ?? Hidden.Size(0) * (width - 1);
        if (Padded is not null)
            step *= Padded.Mask().Slice(1, 1, width).Unsqueeze(-1);
        return Mean(step * step, steps);
    }

    private Tensor Mean(Tensor squares, long positions) =>
        squares.Sum() * (1.0 / (Math.Max(1, positions) * Hidden.Size(2)));
}
