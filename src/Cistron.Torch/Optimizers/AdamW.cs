using Cistron.Torch.Autograd;
using Cistron.Torch.Modules;

namespace Cistron.Torch.Optimizers;

/// <summary>Parameters that share a decay and a factor on the learning rate.</summary>
/// <param name="Parameters">Names, as in a weight file, and parameters. Frozen ones are passed over.</param>
/// <param name="WeightDecay">Decoupled weight decay; 0 for biases and normalization layers.</param>
/// <param name="LearningRateFactor">Multiplies the step's learning rate (discriminative rates); 1 for all alike.</param>
public sealed record ParameterGroup(
    IReadOnlyList<KeyValuePair<string, Parameter>> Parameters, double WeightDecay, double LearningRateFactor = 1);

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2), in one fused pass.</summary>
public sealed class AdamW
{
    private readonly IReadOnlyList<ParameterGroup> _groups;
    private readonly Dictionary<string, (Tensor Mean, Tensor Square)> _moments = [];

    /// <summary>An optimizer whose moments are zero.</summary>
    /// <param name="groups">All parameters of the model, each in one group.</param>
    /// <param name="beta1">Decay of the mean of gradients; 0.9 in the paper.</param>
    /// <param name="beta2">Decay of the mean of squares; 0.999 in the paper.</param>
    /// <param name="epsilon">Added to the root; 1e-8 in the paper.</param>
    public AdamW(IReadOnlyList<ParameterGroup> groups, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
    {
        _groups = groups;
        (Beta1, Beta2, Epsilon) = (beta1, beta2, epsilon);
        using var noGrad = new NoGrad();
        foreach (var (name, parameter) in groups.SelectMany(g => g.Parameters))
            _moments.Add(name, (parameter.Value.ZerosLike().LeaveScope(), parameter.Value.ZerosLike().LeaveScope()));
    }

    /// <summary>Decay of the mean of gradients.</summary>
    public double Beta1 { get; }

    /// <summary>Decay of the mean of squared gradients.</summary>
    public double Beta2 { get; }

    /// <summary>Added to the root of the mean of squares.</summary>
    public double Epsilon { get; }

    /// <summary>Updates made so far; part of the state, as the bias corrections depend on it.</summary>
    public long Steps { get; set; }

    /// <summary>The moments under the names <c>exp_avg.NAME</c> and <c>exp_avg_sq.NAME</c>: what a checkpoint holds.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> State()
    {
        foreach (var (name, (mean, square)) in _moments)
        {
            yield return new($"exp_avg.{name}", mean);
            yield return new($"exp_avg_sq.{name}", square);
        }
    }

    /// <summary>One update of every trainable parameter that has a gradient.</summary>
    public void Step(double learningRate)
    {
        Steps++;
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        foreach (var group in _groups)
        {
            var updated = group.Parameters
                .Where(p => p.Value.IsTrainable)
                .Select(p => (p.Key, Parameter: p.Value.Value, Gradient: p.Value.Value.Grad))
                .Where(p => p.Gradient is not null)
                .ToArray();
            if (updated.Length == 0)
                continue;
            Operators.AdamWInPlace(
                [.. updated.Select(p => p.Parameter)],
                [.. updated.Select(p => p.Gradient!)],
                [.. updated.Select(p => _moments[p.Key].Mean)],
                [.. updated.Select(p => _moments[p.Key].Square)],
                learningRate * group.LearningRateFactor, Beta1, Beta2, Epsilon, group.WeightDecay, Steps);
        }
    }
}
