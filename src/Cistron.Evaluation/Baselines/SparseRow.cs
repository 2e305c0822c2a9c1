using System.Numerics;

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
            AddMultiple(Values[i], weights.Slice(Columns[i] * scores.Length, scores.Length), scores);
    }

    /// <summary>
    /// Adds row ⊗ <paramref name="residuals"/> (outputs) to <paramref name="gradient"/> (features, outputs).
    /// </summary>
    internal void AddOuterProduct(ReadOnlySpan<double> residuals, Span<double> gradient)
    {
        for (int i = 0; i < Columns.Length; i++)
            AddMultiple(Values[i], residuals, gradient.Slice(Columns[i] * residuals.Length, residuals.Length));
    }

    // Several sums at a time, which makes no difference to any of them.
    private static void AddMultiple(double factor, ReadOnlySpan<double> values, Span<double> sums)
    {
        int i = 0;
        for (; i <= sums.Length - Vector<double>.Count; i += Vector<double>.Count)
            (new Vector<double>(sums[i..]) + factor * new Vector<double>(values[i..])).CopyTo(sums[i..]);
        for (; i < sums.Length; i++)
            sums[i] += factor * values[i];
    }
}
