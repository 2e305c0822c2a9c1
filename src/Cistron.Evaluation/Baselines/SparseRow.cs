namespace Cistron.Evaluation.Baselines;

/// <summary>The entries of one row that are not 0.</summary>
/// <param name="columns">The features' indices, rising.</param>
/// <param name="values">Their values.</param>
public readonly ref struct SparseRow(ReadOnlySpan<int> columns, ReadOnlySpan<float> values)
{
    /// <summary>The features' indices, rising.</summary>
    public ReadOnlySpan<int> Columns { get; } = columns;

    /// <summary>Their values.</summary>
    public ReadOnlySpan<float> Values { get; } = values;

    /// <summary>
    /// Adds row · <paramref name="weights"/> (features, outputs) to <paramref name="scores"/> (outputs).
    /// </summary>
    internal void AddProduct(ReadOnlySpan<double> weights, Span<double> scores)
    {
        for (int i = 0; i < Columns.Length; i++)
        {
            double value = Values[i];
            ReadOnlySpan<double> own = weights.Slice(Columns[i] * scores.Length, scores.Length);
            for (int output = 0; output < scores.Length; output++)
                scores[output] += value * own[output];
        }
    }

    /// <summary>
    /// Adds row ⊗ <paramref name="residuals"/> (outputs) to <paramref name="gradient"/> (features, outputs).
    /// </summary>
    internal void AddOuterProduct(ReadOnlySpan<double> residuals, Span<double> gradient)
    {
        for (int i = 0; i < Columns.Length; i++)
        {
            double value = Values[i];
            Span<double> own = gradient.Slice(Columns[i] * residuals.Length, residuals.Length);
            for (int output = 0; output < residuals.Length; output++)
                own[output] += value * residuals[output];
        }
    }
}
