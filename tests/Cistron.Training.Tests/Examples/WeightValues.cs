using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Training.Tests.Examples;

/// <summary>Copies of tensors, to compare them later.</summary>
internal static class WeightValues
{
    /// <summary>All weights of a model by name.</summary>
    public static Dictionary<string, float[]> Of(Module model) =>
        model.Parameters().ToDictionary(p => p.Key, p => p.Value.Value.ToArray<float>());

    /// <summary>The float32 tensors of an optimizer or an average by name.</summary>
    public static Dictionary<string, float[]> Of(IEnumerable<KeyValuePair<string, Tensor>> state) =>
        state.Where(s => s.Value.DType == DType.Float32).ToDictionary(s => s.Key, s => s.Value.ToArray<float>());

    /// <summary>The largest difference between two weights of the same name and place.</summary>
    public static double LargestDifference(Dictionary<string, float[]> first, Dictionary<string, float[]> second) =>
        first.Max(weights => weights.Value.Zip(second[weights.Key], (a, b) => Math.Abs((double)a - b)).Max());
}
