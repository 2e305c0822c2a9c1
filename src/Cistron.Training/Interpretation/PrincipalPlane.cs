namespace Cistron.Training.Interpretation;

/// <summary>The plane in which vectors vary most: their first two principal components.</summary>
/// <param name="Mean">The mean of the vectors, which lies at 0.</param>
/// <param name="First">The first component, of length 1; its largest number is positive.</param>
/// <param name="Second">The second one; all 0 for vectors of one number.</param>
/// <param name="Shares">The shares of all variance that the two have; 0 where nothing varies.</param>
public sealed record PrincipalPlane(
    IReadOnlyList<double> Mean, IReadOnlyList<double> First, IReadOnlyList<double> Second, (double X, double Y) Shares)
{
    /// <summary>Where a vector lies in the plane.</summary>
    public (double X, double Y) Place(ReadOnlySpan<float> vector)
    {
        double x = 0, y = 0;
        for (int i = 0; i < vector.Length; i++)
        {
            double number = vector[i] - Mean[i];
            x += number * First[i];
            y += number * Second[i];
        }
        return (x, y);
    }
}
