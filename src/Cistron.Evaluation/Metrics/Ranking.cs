namespace Cistron.Evaluation.Metrics;

/// <summary>
/// Rows in falling order of one score, sorted once, from which the areas under both curves follow for any resample in
/// one pass. Rows with equal scores stand in one group, because no threshold can part them.
/// </summary>
internal sealed class Ranking
{
    private readonly int[] _rows;
    private readonly bool[] _isPositive;
    private readonly bool[] _endsGroup;
    private readonly double[] _scores;

    /// <summary>Ranks the rows by <paramref name="scores"/>; both arrays have one entry per row.</summary>
    public Ranking(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isPositive)
    {
        int rows = scores.Length;
        var keys = new double[rows];
        _rows = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            keys[i] = -scores[i];
            _rows[i] = i;
        }
        Array.Sort(keys, _rows);

        _scores = new double[rows];
        _isPositive = new bool[rows];
        _endsGroup = new bool[rows];
        for (int place = 0; place < rows; place++)
        {
            _scores[place] = -keys[place];
            _isPositive[place] = isPositive[_rows[place]];
            _endsGroup[place] = place == rows - 1 || keys[place] != keys[place + 1];
        }
    }

    /// <summary>
    /// The area under the ROC curve (NaN without a positive or without a negative row) and the average precision (NaN
    /// without a positive row) when row <c>i</c> counts <c>counts[i]</c> times. Ties count half in the first, as in the
    /// Mann-Whitney statistic, and share one threshold in the second.
    /// </summary>
    public (double RocAuc, double PrAuc) Areas(ReadOnlySpan<int> counts)
    {
        long positives = 0, negatives = 0, groupPositives = 0, groupNegatives = 0;
        double orderedPairs = 0, precisionSum = 0;
        for (int place = 0; place < _rows.Length; place++)
        {
            int count = counts[_rows[place]];
            if (_isPositive[place])
                groupPositives += count;
            else
                groupNegatives += count;
            if (!_endsGroup[place])
                continue;
            orderedPairs += groupNegatives * (positives + groupPositives * 0.5);
            positives += groupPositives;
            negatives += groupNegatives;
            if (groupPositives > 0)
                precisionSum += groupPositives * ((double)positives / (positives + negatives));
            groupPositives = groupNegatives = 0;
        }
        return (orderedPairs / ((double)positives * negatives), precisionSum / positives);
    }

    /// <summary>
    /// The ROC curve: false positive rate against true positive rate as the threshold falls, from (0, 0).
    /// </summary>
    public IReadOnlyList<CurvePoint> RocCurve() =>
        Curve.Thin(Points(new CurvePoint(0, 0, double.PositiveInfinity),
            (truePositives, falsePositives, positives, negatives, threshold) => new CurvePoint(
                (double)falsePositives / negatives, (double)truePositives / positives, threshold)));

    /// <summary>Recall against precision as the threshold falls, from (0, 1).</summary>
    public IReadOnlyList<CurvePoint> PrecisionRecallCurve() =>
        Curve.Thin(Points(new CurvePoint(0, 1, double.PositiveInfinity),
            (truePositives, falsePositives, positives, _, threshold) => new CurvePoint(
                (double)truePositives / positives,
                (double)truePositives / (truePositives + falsePositives),
                threshold)));

    private delegate CurvePoint PointAt(
        int truePositives, int falsePositives, int positives, int negatives, double threshold);

    private List<CurvePoint> Points(CurvePoint first, PointAt pointAt)
    {
        int positives = _isPositive.Count(isPositive => isPositive);
        int negatives = _isPositive.Length - positives;
        if (positives == 0 || negatives == 0)
            return [];

        List<CurvePoint> points = [first];
        int truePositives = 0;
        for (int place = 0; place < _rows.Length; place++)
        {
            truePositives += _isPositive[place] ? 1 : 0;
            if (_endsGroup[place])
                points.Add(pointAt(truePositives, place + 1 - truePositives, positives, negatives, _scores[place]));
        }
        return points;
    }
}
