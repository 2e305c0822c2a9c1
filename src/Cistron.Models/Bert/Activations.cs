using Cistron.Torch;

namespace Cistron.Models.Bert;

/// <summary>The functions behind <see cref="Activation"/>.</summary>
internal static class Activations
{
    /// <summary>Any shape → the same shape.</summary>
    public static Tensor Apply(Activation activation, Tensor x) => activation switch
    {
        Activation.Gelu => x.Gelu(),
        Activation.GeluTanh => x.Gelu("tanh"),
        Activation.Relu => x.Relu(),
        Activation.Silu => x.Silu(),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "no such activation"),
    };
}
