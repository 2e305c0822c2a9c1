using Cistron.Torch;

namespace Cistron.Models.Bert;

/// <summary>The functions behind <see cref="Activation"/>, and what Hugging Face's software calls them.</summary>
internal static class Activations
{
    /// <summary>The names there; of several for one function the first is the one to write.</summary>
    public static IReadOnlyList<(string Name, Activation Activation)> HuggingFaceNames { get; } =
    [
        ("gelu", Activation.Gelu), ("gelu_new", Activation.GeluTanh), ("gelu_pytorch_tanh", Activation.GeluTanh),
        ("relu", Activation.Relu), ("silu", Activation.Silu), ("swish", Activation.Silu),
    ];

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
