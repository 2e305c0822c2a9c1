namespace Cistron.Evaluation.Baselines;

/// <summary>
/// The function that fitting a linear model minimises, with its gradient, on a <see cref="FittingScale"/>.
/// Parameters are the weights (features, outputs) followed by the intercepts (outputs).
/// </summary>
internal sealed class PenalisedLoss
{
    // The number of blocks must not depend on the number of cores, or sums would round differently elsewhere.
    private const int MostBlocks = 16;
    private const int RowsOfABlock = 256;

    private readonly SparseRows _rows;
    private readonly FittingScale _scale;
    private readonly double _penalty;
    private readonly double[][] _gradients;

    public PenalisedLoss(SparseRows rows, FittingScale scale, double penalty)
    {
        _rows = rows;
        _scale = scale;
        _penalty = penalty;
        _gradients = new double[Math.Clamp(rows.Count / RowsOfABlock, 1, MostBlocks)][];
        for (int block = 0; block < _gradients.Length; block++)
            _gradients[block] = new double[WeightCount + Outcomes.Width];
    }

    private Outcomes Outcomes => _scale.Outcomes;

    private int WeightCount => _rows.Width * Outcomes.Width;

    /// <summary>The loss at <paramref name="parameters"/>, and its gradient.</summary>
    public (double Value, double[] Gradient) Evaluate(double[] parameters)
    {
        double[] uncentred = _scale.Uncentred(parameters);
        var losses = new double[_gradients.Length];
        Parallel.For(0, _gradients.Length, block => losses[block] = EvaluateBlock(block, uncentred));

        double loss = losses.Sum() / _rows.Count;
        var gradient = new double[parameters.Length];
        foreach (double[] part in _gradients)
            for (int i = 0; i < gradient.Length; i++)
                gradient[i] += part[i] / _rows.Count;

        ReadOnlySpan<double> residuals = gradient.AsSpan(WeightCount), means = _scale.FeatureMeans;
        for (int feature = 0, i = 0; feature < means.Length; feature++)
            for (int output = 0; output < residuals.Length; output++, i++)
            {
                gradient[i] += _penalty * parameters[i] - means[feature] * residuals[output];
                loss += 0.5 * _penalty * parameters[i] * parameters[i];
            }
        return (loss, gradient);
    }

    /// <summary>Sums loss and gradient over the rows of one block, features as they are.</summary>
    private double EvaluateBlock(int block, double[] parameters)
    {
        double[] gradient = _gradients[block];
        Array.Clear(gradient);
        Span<double> weightGradient = gradient.AsSpan(0, WeightCount), interceptGradient = gradient.AsSpan(WeightCount);
        ReadOnlySpan<double> weights = parameters.AsSpan(0, WeightCount), intercepts = parameters.AsSpan(WeightCount);
        var scores = new double[Outcomes.Width];
        double loss = 0;
        int start = (int)((long)_rows.Count * block / _gradients.Length);
        int end = (int)((long)_rows.Count * (block + 1) / _gradients.Length);
        for (int row = start; row < end; row++)
        {
            intercepts.CopyTo(scores);
            _rows[row].AddProduct(weights, scores);
            loss += Outcomes.Link.LossToResiduals(scores, Outcomes.Targets[row]);
            _rows[row].AddOuterProduct(scores, weightGradient);
            for (int output = 0; output < scores.Length; output++)
                interceptGradient[output] += scores[output];
        }
        return loss;
    }
}
