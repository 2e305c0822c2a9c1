using System.Runtime.InteropServices;

namespace Cistron.Torch.Native;

/// <summary>An operator of LibTorch's dispatcher, looked up when it is first called.</summary>
internal sealed unsafe class Operator(string name, string overload)
{
    private nint _handle;

    private nint Handle =>
        _handle != 0 ? _handle : _handle = NativeMethods.Check(NativeMethods.cistron_operator_find(name, overload));

    /// <summary>The schema as the loaded LibTorch prints it.</summary>
    public string Schema => Marshal.PtrToStringUTF8(NativeMethods.cistron_operator_schema(Handle)) ?? "";

    /// <summary>Calls the operator. The caller keeps the tensors among the arguments alive.</summary>
    public void Call(ReadOnlySpan<Value> arguments, Span<Value> results)
    {
        fixed (Value* argument = arguments, result = results)
            NativeMethods.Check(
                NativeMethods.cistron_operator_call(Handle, argument, arguments.Length, result, results.Length));
    }
}
