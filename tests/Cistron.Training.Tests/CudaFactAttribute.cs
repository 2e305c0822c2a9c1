using Cistron.Torch;

namespace Cistron.Training.Tests;

/// <summary>A test that runs where LibTorch can use a CUDA device and is skipped elsewhere.</summary>
public sealed class CudaFactAttribute : FactAttribute
{
    public CudaFactAttribute()
    {
        if (TorchRuntime.CudaDeviceCount == 0)
            Skip = "LibTorch sees no CUDA device";
    }
}
