using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Cistron.Evaluation.Baselines;

/// <summary>
/// A linear model with an L2 penalty: multinomial logistic regression, one logistic regression per label, or ridge
/// regression, by its <see cref="Link"/>. Fitting is full-batch L-BFGS, without randomness, to the one solution.
/// </summary>
public sealed class LinearModel
{
    private const int Memory = 10;
    private const int MostSteps = 10_000;
    private const double Rounding = 1e-12;

    private readonly double[] _parameters;

    private LinearModel(Link link, int width, int outputs, double penalty, double[] parameters)
    {
        Link = link;
        Width = width;
        Outputs = outputs;
        Penalty = penalty;
        _parameters = parameters;
    }

    /// <summary>The kind of model.</summary>
    public Link Link { get; }

    /// <summary>The number of features.</summary>
    public int Width { get; }

    /// <summary>The number of classes, labels or values that are predicted.</summary>
    public int Outputs { get; }

    /// <summary>The strength of the penalty that the model was fitted with.</summary>
    public double Penalty { get; }

    /// <summary>The weights (features, outputs), row after row.</summary>
    public ReadOnlySpan<double> Weights => _parameters.AsSpan(0, Width * Outputs);

    /// <summary>The score of every output for a row without features.</summary>
    public ReadOnlySpan<double> Intercepts => _parameters.AsSpan(Width * Outputs);

    /// <summary>
    /// The model with the smallest mean loss over the rows + <paramref name="penalty"/> / 2 · |weights|². Intercepts
    /// are not penalised.
    /// </summary>
    /// <param name="rows">Features, on scales that make one penalty fair to all.</param>
    /// <param name="outcomes">What is true of the rows; the loss is that of its link.</param>
    /// <param name="penalty">
    /// Above 0. In scikit-learn's terms alpha / rows for ridge and 1 / (C · rows) for logistic regression; two classes
    /// have a weight vector each here, so C is 2 / (penalty · rows) for those.
    /// </param>
    /// <param name="tolerance">
    /// Fitting stops when no entry of the gradient is above this share of the largest one where the model says the
    /// mean.
    /// </param>
    /// <param name="start">A model of nearby penalty to start from, which saves time.</param>
    /// <exception cref="ArgumentException">The rows and the outcomes differ in number.</exception>
    public static LinearModel Fit(
        SparseRows rows, Outcomes outcomes, double penalty, double tolerance = 1e-6, LinearModel? start = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(penalty);
        if (rows.Count != outcomes.Count)
            throw new ArgumentException($"{rows.Count} rows came with {outcomes.Count} outcomes.", nameof(outcomes));

        var scale = new FittingScale(rows, outcomes);
        var loss = new PenalisedLoss(rows, scale, penalty);
        double[] mean = scale.MeanModel();
        double goal = Math.Max(tolerance * loss.Evaluate(mean).Gradient.Max(Math.Abs), Rounding);
        double[] fitted = Minimum(loss, goal, start is null ? mean : scale.Scaled(start._parameters));
        return new LinearModel(outcomes.Link, rows.Width, outcomes.Width, penalty, scale.Plain(fitted));
    }

    /// <summary>The probabilities or the value that the model predicts for one row.</summary>
    public double[] Predict(SparseRow row)
    {
        double[] scores = Intercepts.ToArray();
        row.AddProduct(Weights, scores);
        Link.Apply(scores);
        return scores;
    }

    /// <summary>The predictions for every row (rows, outputs).</summary>
    public double[][] Predict(SparseRows rows)
    {
        var predictions = new double[rows.Count][];
        for (int row = 0; row < rows.Count; row++)
            predictions[row] = Predict(rows[row]);
        return predictions;
    }

    /// <summary>The mean loss of the link on <paramref name="rows"/>, without the penalty.</summary>
    public double Loss(SparseRows rows, Outcomes outcomes)
    {
        double sum = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            double[] scores = Intercepts.ToArray();
            rows[row].AddProduct(Weights, scores);
            sum += Link.LossToResiduals(scores, outcomes.Targets[row]);
        }
        return sum / rows.Count;
    }

    private static double[] Minimum(PenalisedLoss loss, double goal, double[] start)
    {
        IObjectiveFunction objective = ObjectiveFunction.Gradient(point =>
        {
            (double value, double[] gradient) = loss.Evaluate(point.AsArray());
            return (value, Vector<double>.Build.Dense(gradient));
        });
        // Progress is judged by the gradient alone: the minimiser's own test of progress fires only after 500 steps,
        // and then too early where the penalty is weak.
        var minimiser = new LimitedMemoryBfgsMinimizer(goal, double.Epsilon, 0, Memory, MostSteps);
        return minimiser.FindMinimum(objective, Vector<double>.Build.Dense(start)).MinimizingPoint.AsArray();
    }
}
