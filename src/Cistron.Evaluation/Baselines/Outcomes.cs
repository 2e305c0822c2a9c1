namespace Cistron.Evaluation.Baselines;

/// <summary>What is true of the rows of a task, as numbers that a linear model can be fitted to.</summary>
/// <param name="Link">The kind of task.</param>
/// <param name="Targets">One row of targets per sample; one column per class, per label, or for the value.</param>
public sealed record Outcomes(Link Link, double[][] Targets)
{
    /// <summary>The number of rows.</summary>
    public int Count => Targets.Length;

    /// <summary>The number of columns.</summary>
    public int Width => Targets[0].Length;

    /// <summary>Each row has one of <paramref name="classes"/> classes.</summary>
    /// <exception cref="ArgumentException">There are no rows, or a label is none of the classes.</exception>
    public static Outcomes OfClasses(IReadOnlyList<int> labels, int classes) => Of(Link.Softmax, labels, label =>
    {
        if ((uint)label >= (uint)classes)
            throw new ArgumentException($"Label {label} is none of {classes} classes.", nameof(labels));
        var target = new double[classes];
        target[label] = 1;
        return target;
    });

    /// <summary>Each row carries any number of labels (rows, labels).</summary>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    public static Outcomes OfLabels(IReadOnlyList<bool[]> labels) =>
        Of(Link.Logistic, labels, row => [.. row.Select(isCarried => isCarried ? 1.0 : 0.0)]);

    /// <summary>Each row has a value.</summary>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    public static Outcomes OfValues(IReadOnlyList<double> values) => Of(Link.Identity, values, value => [value]);

    /// <summary>The rows at the given indices, in that order.</summary>
    public Outcomes Select(IEnumerable<int> rows) => this with { Targets = [.. rows.Select(row => Targets[row])] };

    private static Outcomes Of<T>(Link link, IReadOnlyList<T> rows, Func<T, double[]> target) =>
        rows.Count > 0
            ? new Outcomes(link, [.. rows.Select(target)])
            : throw new ArgumentException("A task without rows has no outcomes.", nameof(rows));
}
