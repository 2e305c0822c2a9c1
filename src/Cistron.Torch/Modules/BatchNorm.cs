namespace Cistron.Torch.Modules;

/// <summary>
/// Batch normalization of vectors (Ioffe and Szegedy 2015), always in float32: by the statistics of the batch while
/// training, by their running means while evaluating. Parameters have the names of PyTorch's <c>BatchNorm1d</c>.
/// </summary>
public sealed class BatchNorm : Module
{
    private const double Epsilon = 1e-5, Momentum = 0.1;

    private readonly Parameter _weight, _bias, _mean, _variance;

    /// <summary>A layer with scale 1 and shift 0 that has seen no batch.</summary>
    /// <param name="dimensions">D, the length of a vector.</param>
    public BatchNorm(int dimensions)
    {
        _weight = AddParameter("weight", Operators.Ones([dimensions]));
        _bias = AddParameter("bias", Operators.Zeros([dimensions]));
        _mean = AddStatistic("running_mean", Operators.Zeros([dimensions]));
        _variance = AddStatistic("running_var", Operators.Ones([dimensions]));
    }

    /// <summary>
    /// (N, D) → (N, D). A batch of one row has no variance: it is normalized as while evaluating, and leaves the running
    /// statistics alone.
    /// </summary>
    public Tensor Forward(Tensor x) => Operators.BatchNorm(
        x.To(DType.Float32), _weight.Value, _bias.Value, _mean.Value, _variance.Value, IsTraining && x.Size(0) > 1,
        Momentum, Epsilon, cudnnEnabled: true);
}
