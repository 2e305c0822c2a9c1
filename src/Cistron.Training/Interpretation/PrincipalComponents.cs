namespace Cistron.Training.Interpretation;

/// <summary>Vectors in the plane of their first two principal components.</summary>
/// <param name="Places">A place for each vector; their mean is at 0.</param>
/// <param name="Shares">The shares of all variance that the two components have.</param>
public sealed record PrincipalComponents(IReadOnlyList<(double X, double Y)> Places, (double X, double Y) Shares)
{
    /// <summary>The plane by the covariance of the vectors; see <see cref="VectorMoments"/>.</summary>
    /// <param name="points">At least one vector; all of one length.</param>
    public static PrincipalComponents Of(IReadOnlyList<float[]> points)
    {
        var moments = new VectorMoments(points[0].Length);
        foreach (float[] point in points)
            moments.Add(point);
        var plane = moments.Plane();
        return new PrincipalComponents([.. points.Select(point => plane.Place(point))], plane.Shares);
    }
}
