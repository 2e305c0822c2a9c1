using Cistron.Torch.Native;

namespace Cistron.Torch;

public sealed unsafe partial class Tensor
{
    /// <summary>Whether operations on this tensor are recorded for <see cref="Backward"/>.</summary>
    public bool RequiresGrad
    {
        get => Info.RequiresGrad != 0;
        set
        {
            NativeMethods.Check(NativeMethods.cistron_set_requires_grad(Handle, value ? 1 : 0));
            GC.KeepAlive(this);
        }
    }

    /// <summary>The gradient that backward passes have added up, in this tensor's shape; null before the first.</summary>
    public Tensor? Grad
    {
        get
        {
            nint gradient = NativeMethods.cistron_grad(Handle);
            GC.KeepAlive(this);
            return gradient == 0 ? null : new Tensor(gradient);
        }
        set
        {
            NativeMethods.Check(NativeMethods.cistron_set_grad(Handle, value?.Handle ?? 0));
            GC.KeepAlive(this);
            GC.KeepAlive(value);
        }
    }

    /// <summary>Adds the gradient of this tensor to the <see cref="Grad"/> of every leaf that it was computed from.</summary>
    /// <param name="gradient">The gradient to start from, in this tensor's shape; 1 for a single number.</param>
    public void Backward(Tensor? gradient = null)
    {
        NativeMethods.Check(NativeMethods.cistron_backward(Handle, gradient?.Handle ?? 0));
        GC.KeepAlive(this);
        GC.KeepAlive(gradient);
    }
}
