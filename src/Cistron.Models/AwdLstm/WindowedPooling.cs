using Cistron.Models.Heads;
using Cistron.Torch;
using Cistron.Torch.Autograd;

namespace Cistron.Models.AwdLstm;

/// <summary>
/// Pooling of rows of any length in the memory of one window: sum, largest value and last state are carried along with the
/// state. Only windows with some of a row's last <see cref="AwdLstmConfiguration.GradientTokens"/> tokens are recorded for
/// gradients.
/// </summary>
internal static class WindowedPooling
{
    /// <summary>(B, T) tokens → (B, D), or (B, 3D) for <see cref="Pooling.Concat"/>.</summary>
    public static Tensor Pool(AwdLstmBackbone backbone, TokenBatch batch, Pooling pooling)
    {
        using var scope = new TensorScope();
        var pooled = new Running(backbone.ZeroState(batch.Rows),
            Operators.Zeros([batch.Rows, backbone.Dimensions], device: batch.Ids.Device),
            Operators.Zeros([batch.Rows, backbone.Dimensions], device: batch.Ids.Device) + double.NegativeInfinity);
        int start = 0;
        foreach (var window in backbone.Windows(batch))
        {
            int end = start + window.Width, from = start;
            bool learns = batch.Lengths.Any(length => length > from && length - backbone.Configuration.GradientTokens < end);
            var before = pooled;
            pooled = learns ? Read(backbone, window, before) : ReadWithoutGradient(backbone, window, before);
            before.Dispose();
            start = end;
        }
        Tensor Mean() => pooled.Sum / Tensor.From<float>([.. batch.Lengths.Select(l => (float)l)], batch.Rows, 1)
            .To(batch.Ids.Device, DType.Float32);
        return scope.Keep(pooling switch
        {
            Pooling.Mean => Mean(),
            Pooling.Max => pooled.Max,
            _ => Operators.Cat([pooled.State.Layers[^1].Hidden, pooled.Max, Mean()], -1),
        });
    }

    private static Running ReadWithoutGradient(AwdLstmBackbone backbone, TokenBatch window, Running before)
    {
        using var noGrad = new NoGrad();
        return Read(backbone, window, before);
    }

    private static Running Read(AwdLstmBackbone backbone, TokenBatch window, Running before)
    {
        using var scope = new TensorScope();
        var (hidden, state) = backbone.Forward(window, before.State);
        // Padding is zero in the sum, and must not be in the maximum.
        Tensor candidates = window.IsPadded
            ? hidden.MaskedFill(window.Mask().Unsqueeze(-1).Eq((Scalar)0), double.NegativeInfinity)
            : hidden;
        return new Running(state.KeepFrom(scope), scope.Keep(before.Sum + hidden.Sum([1])),
            scope.Keep(before.Max.Maximum(candidates.Amax([1]))));
    }

    private sealed record Running(AwdLstmState State, Tensor Sum, Tensor Max) : IDisposable
    {
        public void Dispose()
        {
            State.Dispose();
            Sum.Dispose();
            Max.Dispose();
        }
    }
}
