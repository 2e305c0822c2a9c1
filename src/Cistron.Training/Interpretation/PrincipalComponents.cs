using Cistron.Torch;
using Cistron.Torch.Autograd;

namespace Cistron.Training.Interpretation;

/// <summary>Vectors in the plane of their first two principal components (K. Pearson, 1901; H. Hotelling, 1933).</summary>
/// <param name="Places">A place for each vector; their mean is at 0.</param>
/// <param name="Shares">The shares of all variance that the two components have.</param>
public sealed record PrincipalComponents(IReadOnlyList<(double X, double Y)> Places, (double X, double Y) Shares)
{
    /// <summary>
    /// The plane by singular values of the centred vectors. The largest number of each component is positive, so that the
    /// map does not depend on the sign that LibTorch gives it.
    /// </summary>
    /// <param name="points">At least one vector; all of one length.</param>
    public static PrincipalComponents Of(IReadOnlyList<float[]> points)
    {
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        int count = points.Count, dimensions = points[0].Length;
        Tensor all = Tensor.From<float>([.. points.SelectMany(point => point)], count, dimensions).To(DType.Float64);
        Tensor centred = all - all.Mean([0], keepdim: true);                                    // (V, D)
        var (u, s, vh) = Operators.LinalgSvd(centred, fullMatrices: false);                    // (V, R), (R), (R, D)
        double[] left = u.ToArray<double>(), sizes = s.ToArray<double>(), right = vh.ToArray<double>();
        double variance = sizes.Sum(size => size * size);
        return new PrincipalComponents(
            [.. Enumerable.Range(0, count).Select(point => (Place(point, 0), Place(point, 1)))], (Share(0), Share(1)));

        double Place(int point, int component) => component < sizes.Length
            ? Sign(component) * sizes[component] * left[point * sizes.Length + component]
            : 0;

        double Sign(int component)
        {
            ReadOnlySpan<double> row = right.AsSpan(component * dimensions, dimensions);
            double largest = 0;
            foreach (double number in row)
                if (Math.Abs(number) > Math.Abs(largest))
                    largest = number;
            return largest < 0 ? -1 : 1;
        }

        double Share(int component) => component < sizes.Length && variance > 0 ? sizes[component] * sizes[component] / variance : 0;
    }
}
