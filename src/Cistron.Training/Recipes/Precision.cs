using Cistron.Runs.Recipes;
using Cistron.Torch;

namespace Cistron.Training.Recipes;

/// <summary>The precision of matrix products; parameters are float32 always.</summary>
public enum Precision
{
    /// <summary>float32 throughout.</summary>
    Fp32,

    /// <summary>bfloat16 where it is safe (autocast).</summary>
    Bf16,

    /// <summary>
    /// float16 where it is safe (autocast), with the loss scaled so that small gradients do not vanish; on CUDA only.
    /// </summary>
    Fp16,
}

/// <summary>What <see cref="Precision"/> means to the engine.</summary>
internal static class Precisions
{
    public static DType AutocastType(this Precision precision) => precision switch
    {
        Precision.Bf16 => DType.BFloat16,
        Precision.Fp16 => DType.Float16,
        _ => DType.Float32,
    };

    /// <exception cref="RecipeException">The device has no such precision.</exception>
    public static void CheckOn(this Precision precision, Device device, string key = "training.precision")
    {
        if (precision == Precision.Fp16 && !device.IsCuda)
            throw new RecipeException([new RecipeFault(key,
                $"fp16 needs a CUDA device, and this run would be on {device}; give bf16 or fp32, or another device")]);
    }
}
