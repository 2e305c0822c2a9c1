namespace Cistron.Torch.Tests;

/// <summary>A test of what LibTorch has from version 2 on; it is skipped before.</summary>
public sealed class LibTorch2FactAttribute : FactAttribute
{
    public LibTorch2FactAttribute()
    {
        if (TorchRuntime.Version.StartsWith("1.", StringComparison.Ordinal))
            Skip = "LibTorch is older than version 2";
    }
}
