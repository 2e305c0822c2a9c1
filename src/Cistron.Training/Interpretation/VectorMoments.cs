using Cistron.Torch;
using Cistron.Torch.Autograd;

namespace Cistron.Training.Interpretation;

/// <summary>
/// Mean and covariance of vectors that come one after the other: memory holds the square of their length, whatever their
/// number.
/// </summary>
/// <param name="dimensions">Numbers of a vector, D.</param>
public sealed class VectorMoments(int dimensions)
{
    // Enough for a product of matrices to be quick, few enough to be small.
    private const int BlockVectors = 256;

    // Sums are of differences from the first vector, which lies nearer the mean than 0 does: squares of large numbers would
    // cancel.
    private readonly double[] _origin = new double[dimensions];
    private readonly double[] _sums = new double[dimensions];
    private readonly double[] _products = new double[dimensions * dimensions];
    private readonly double[] _block = new double[BlockVectors * dimensions];
    private int _inBlock;

    /// <summary>Vectors so far.</summary>
    public long Count { get; private set; }

    /// <summary>Takes a vector in.</summary>
    public void Add(ReadOnlySpan<float> vector)
    {
        for (int i = 0; i < dimensions; i++)
        {
            if (Count == 0)
                _origin[i] = vector[i];
            _block[_inBlock * dimensions + i] = vector[i] - _origin[i];
        }
        Count++;
        if (++_inBlock == BlockVectors)
            Flush();
    }

    /// <summary>The plane in which the vectors so far vary most (K. Pearson, 1901; H. Hotelling, 1933); at least one.</summary>
    public PrincipalPlane Plane()
    {
        Flush();
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        Tensor mean = Tensor.From<double>(_sums, dimensions, 1) * (1.0 / Count);
        Tensor covariance = Tensor.From<double>(_products, dimensions, dimensions) * (1.0 / Count) - mean.Matmul(mean.Transpose(0, 1));
        // Of a symmetric matrix without negative eigenvalues they are the singular values, and come in falling order.
        var (_, s, vh) = Operators.LinalgSvd(covariance, fullMatrices: false);                 // (D), (D, D)
        double[] sizes = s.ToArray<double>(), axes = vh.ToArray<double>();
        double variance = sizes.Sum();
        return new PrincipalPlane([.. _origin.Zip(mean.ToArray<double>(), (origin, difference) => origin + difference)],
            Axis(0), Axis(1), (Share(0), Share(1)));

        double[] Axis(int component)
        {
            if (component >= dimensions)
                return new double[dimensions];
            double[] axis = axes[(component * dimensions)..((component + 1) * dimensions)];
            // LibTorch gives an axis either sign.
            return axis.MaxBy(Math.Abs) < 0 ? [.. axis.Select(number => -number)] : axis;
        }

        double Share(int component) => component < dimensions && variance > 0 ? sizes[component] / variance : 0;
    }

    private void Flush()
    {
        if (_inBlock == 0)
            return;
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        Tensor block = Tensor.From<double>(_block.AsSpan(0, _inBlock * dimensions), _inBlock, dimensions);
        Add(_sums, block.Sum([0]).ToArray<double>());
        Add(_products, block.Transpose(0, 1).Matmul(block).ToArray<double>());
        _inBlock = 0;
    }

    private static void Add(double[] sums, double[] more)
    {
        for (int i = 0; i < sums.Length; i++)
            sums[i] += more[i];
    }
}
