namespace Cistron.Evaluation.Baselines;

/// <summary>
/// The scale on which a linear model is fitted quickly and surely: features are centred, values have mean 0 and lie
/// within 1 of it, and the start is the model that says the mean of the targets. Without that, weights and intercepts
/// pull at each other, and rare classes or large values hide when fitting is done. The solution is the same, because
/// intercepts are not penalised.
/// </summary>
internal sealed class FittingScale
{
    private readonly double[] _featureMeans;
    private readonly double _valueMean;
    private readonly double _valueUnit = 1;

    public FittingScale(SparseRows rows, Outcomes outcomes)
    {
        _featureMeans = new double[rows.Width];
        for (int row = 0; row < rows.Count; row++)
            rows[row].AddOuterProduct([1.0 / rows.Count], _featureMeans);

        Outcomes = outcomes;
        if (outcomes.Link != Link.Identity)
            return;
        _valueMean = outcomes.Targets.Average(row => row[0]);
        double largest = outcomes.Targets.Max(row => Math.Abs(row[0] - _valueMean));
        _valueUnit = largest > 0 ? largest : 1;
        Outcomes = Outcomes.OfValues([.. outcomes.Targets.Select(row => (row[0] - _valueMean) / _valueUnit)]);
    }

    /// <summary>What is true of the rows, on the scale of fitting.</summary>
    public Outcomes Outcomes { get; }

    /// <summary>The mean of every feature.</summary>
    public ReadOnlySpan<double> FeatureMeans => _featureMeans;

    /// <summary>Parameters with which the model says the mean of the targets for every row.</summary>
    public double[] MeanModel()
    {
        double[] means = MajorityBaseline.Predict(Outcomes, rows: 1)[0];
        Outcomes.Link.Invert(means, smallest: 0.5 / Outcomes.Count);
        return [.. new double[_featureMeans.Length * means.Length], .. means];
    }

    /// <summary>Parameters for features as they are, which predict the scaled outcomes.</summary>
    public double[] Uncentred(ReadOnlySpan<double> parameters) => MoveIntercepts(parameters, -1);

    /// <summary>Parameters for features and outcomes as they are.</summary>
    public double[] Plain(ReadOnlySpan<double> parameters)
    {
        double[] plain = Uncentred(parameters);
        for (int i = 0; i < plain.Length; i++)
            plain[i] *= _valueUnit;
        foreach (ref double intercept in plain.AsSpan(_featureMeans.Length * Outcomes.Width))
            intercept += _valueMean;
        return plain;
    }

    /// <summary>The way back from <see cref="Plain"/>.</summary>
    public double[] Scaled(ReadOnlySpan<double> plain)
    {
        double[] parameters = plain.ToArray();
        foreach (ref double intercept in parameters.AsSpan(_featureMeans.Length * Outcomes.Width))
            intercept -= _valueMean;
        for (int i = 0; i < parameters.Length; i++)
            parameters[i] /= _valueUnit;
        return MoveIntercepts(parameters, 1);
    }

    private double[] MoveIntercepts(ReadOnlySpan<double> parameters, double sign)
    {
        double[] moved = parameters.ToArray();
        Span<double> intercepts = moved.AsSpan(_featureMeans.Length * Outcomes.Width);
        for (int feature = 0, i = 0; feature < _featureMeans.Length; feature++)
            for (int output = 0; output < intercepts.Length; output++, i++)
                intercepts[output] += sign * _featureMeans[feature] * parameters[i];
        return moved;
    }
}
