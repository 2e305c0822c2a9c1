using Cistron.Torch.Autograd;
using Cistron.Torch.Modules;

namespace Cistron.Torch.Optimizers;

/// <summary>
/// Adam with decoupled weight decay, or where a group asks for it an L2 penalty (Loshchilov and Hutter 2019, algorithm 2), in one
/// fused pass.
/// </summary>
public sealed class AdamW
{
    private readonly Dictionary<string, Moments> _moments = [];

    /// <summary>
    /// What the optimizer knows of one parameter. Each counts its own updates, as in PyTorch: the bias correction of
    /// one that is thawed late starts when it is.
    /// </summary>
    private sealed record Moments(Tensor Mean, Tensor Square, Tensor Updates);

    /// <summary>An optimizer whose moments are zero.</summary>
    /// <param name="parameters">Names, as in a weight file, and parameters: all that are ever to be updated.</param>
    /// <param name="beta1">Decay of the mean of gradients; 0.9 in the paper.</param>
    /// <param name="beta2">Decay of the mean of squares; 0.999 in the paper.</param>
    /// <param name="epsilon">Added to the root; 1e-8 in the paper.</param>
    public AdamW(IEnumerable<KeyValuePair<string, Parameter>> parameters, double beta1 = 0.9, double beta2 = 0.999,
        double epsilon = 1e-8)
    {
        (Beta1, Beta2, Epsilon) = (beta1, beta2, epsilon);
        using var noGrad = new NoGrad();
        foreach (var (name, parameter) in parameters)
            _moments.Add(name, new(parameter.Value.ZerosLike().LeaveScope(), parameter.Value.ZerosLike().LeaveScope(),
                Tensor.From<long>([0]).LeaveScope()));
    }

    /// <summary>Decay of the mean of gradients.</summary>
    public double Beta1 { get; }

    /// <summary>Decay of the mean of squared gradients.</summary>
    public double Beta2 { get; }

    /// <summary>Added to the root of the mean of squares.</summary>
    public double Epsilon { get; }

    /// <summary>
    /// The whole state, which a checkpoint holds: the moments under the names <c>exp_avg.NAME</c> and
    /// <c>exp_avg_sq.NAME</c>, the number of updates of each parameter as <c>step.NAME</c>.
    /// </summary>
    public IEnumerable<KeyValuePair<string, Tensor>> State()
    {
        foreach (var (name, (mean, square, updates)) in _moments)
        {
            yield return new($"exp_avg.{name}", mean);
            yield return new($"exp_avg_sq.{name}", square);
            yield return new($"step.{name}", updates);
        }
    }

    /// <summary>Forgets everything: the next step is the first of a new optimizer.</summary>
    public void Reset()
    {
        using var noGrad = new NoGrad();
        foreach (var (_, state) in State())
            state.ZeroInPlace();
    }

    /// <summary>One update of every trainable parameter that has a gradient.</summary>
    /// <param name="groups">What to update; parameters that are in no group stay as they are.</param>
    /// <param name="learningRate">The rate of a group whose factor is 1.</param>
    /// <param name="beta1">
    /// In place of <see cref="Beta1"/> for this step, where a schedule moves the momentum. As in PyTorch, the bias
    /// correction takes it for that of all steps.
    /// </param>
    public void Step(IReadOnlyList<ParameterGroup> groups, double learningRate, double? beta1 = null)
    {
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        foreach (var group in groups)
        {
            var updated = group.Parameters
                .Where(p => p.Value.IsTrainable)
                .Select(p => (Parameter: p.Value.Value, Gradient: p.Value.Value.Grad, Moments: _moments[p.Key]))
                .Where(p => p.Gradient is not null);
            if (group is { DecaysByGradient: true, WeightDecay: > 0 })
                foreach (var (parameter, gradient, _) in updated)
                    gradient!.AddInPlace(parameter, group.WeightDecay);
            foreach (var alike in updated.GroupBy(p => (long)p.Moments.Updates.ToDouble() + 1))
            {
                Operators.AdamWInPlace(
                    [.. alike.Select(p => p.Parameter)],
                    [.. alike.Select(p => p.Gradient!)],
                    [.. alike.Select(p => p.Moments.Mean)],
                    [.. alike.Select(p => p.Moments.Square)],
                    learningRate * group.LearningRateFactor, beta1 ?? Beta1, Beta2, Epsilon,
                    group.DecaysByGradient ? 0 : group.WeightDecay,
                    alike.Key);
                foreach (var (_, _, moments) in alike)
                    moments.Updates.FillInPlace(alike.Key);
            }
        }
    }
}
