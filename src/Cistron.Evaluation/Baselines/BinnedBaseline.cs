namespace Cistron.Evaluation.Baselines;

/// <summary>
/// What one number of a row, such as the length of its sequence, says by itself: the mean target of the training rows
/// whose number falls into the same bin. It need not rise or fall with the number, so that a class of middle length is
/// found as well.
/// </summary>
public sealed class BinnedBaseline
{
    private const int RowsOfABin = 25;
    private const int MostBins = 32;

    private readonly double[] _edges;
    private readonly double[][] _means;

    private BinnedBaseline(double[] edges, double[][] means) => (_edges, _means) = (edges, means);

    /// <summary>The number of bins.</summary>
    public int Bins => _means.Length;

    /// <summary>
    /// Cuts the training rows into bins of about equally many, 25 or more each and 32 bins at most; equal numbers stand
    /// in one bin. Each mean is drawn to that of all rows by the weight of one row.
    /// </summary>
    /// <param name="numbers">The number of every training row, at least one; finite.</param>
    /// <param name="outcomes">What is true of the same rows.</param>
    /// <exception cref="ArgumentException">There are no rows, or numbers and outcomes differ in count.</exception>
    public static BinnedBaseline Train(IReadOnlyList<double> numbers, Outcomes outcomes)
    {
        if (numbers.Count == 0 || numbers.Count != outcomes.Count)
            throw new ArgumentException($"{numbers.Count} numbers came with {outcomes.Count} outcomes.", nameof(numbers));
        double[] edges = Edges([.. numbers.Order()]);
        double[] all = MajorityBaseline.Predict(outcomes, rows: 1)[0];
        double[][] sums = [.. Enumerable.Range(0, edges.Length + 1).Select(_ => (double[])all.Clone())];
        int[] counts = new int[sums.Length];
        Array.Fill(counts, 1);
        for (int row = 0; row < numbers.Count; row++)
        {
            int bin = BinOf(numbers[row], edges);
            counts[bin]++;
            for (int column = 0; column < all.Length; column++)
                sums[bin][column] += outcomes.Targets[row][column];
        }
        return new BinnedBaseline(edges, [.. sums.Select((sum, bin) => sum.Select(value => value / counts[bin]).ToArray())]);
    }

    /// <summary>
    /// The prediction for every number: (rows, classes), (rows, labels) or (rows, 1) as in training.
    /// </summary>
    public double[][] Predict(IEnumerable<double> numbers) => [.. numbers.Select(number => _means[BinOf(number, _edges)])];

    /// <summary>The smallest number of each bin but the first.</summary>
    private static double[] Edges(double[] sorted)
    {
        int bins = Math.Clamp(sorted.Length / RowsOfABin, 2, MostBins);
        return [.. Enumerable.Range(1, bins - 1).Select(bin => sorted[(long)bin * sorted.Length / bins])
            .Where(edge => edge > sorted[0]).Distinct()];
    }

    private static int BinOf(double number, double[] edges)
    {
        int found = Array.BinarySearch(edges, number);
        return found >= 0 ? found + 1 : ~found;
    }
}
