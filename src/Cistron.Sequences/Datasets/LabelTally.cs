namespace Cistron.Sequences.Datasets;

/// <summary>
/// What a stream of labels amounts to, in memory that does not grow beyond <see cref="MostLabels"/> different ones.
/// Empty labels and NaN are not counted: where they are a fault, the sample that has one is named when it is used.
/// </summary>
/// <param name="labelsOf">The labels of a field: whole, or split where several are joined.</param>
internal sealed class LabelTally(Func<string, string[]> labelsOf)
{
    /// <summary>The most different labels that are told apart.</summary>
    public const int MostLabels = 100_000;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>How many samples have each label.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>
    /// Whether there were more than <see cref="MostLabels"/> different labels; the rest is not counted.
    /// </summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether some field joins several labels.</summary>
    public bool HasJoined { get; private set; }

    /// <summary>A label that is not a number, or null.</summary>
    public string? Word { get; private set; }

    /// <summary>Whether all numbers so far are whole by value: <c>1.0</c> is.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>The spread of the labels that are numbers.</summary>
    public NumberSummary Numbers { get; private set; }

    /// <summary>Counts the labels of one sample.</summary>
    public void Add(string field)
    {
        HasJoined |= field.AsSpan().ContainsAny(";|");
        foreach (string label in labelsOf(field).Distinct(StringComparer.Ordinal))
        {
            if (label.Length == 0 || label.Equals("nan", StringComparison.OrdinalIgnoreCase))
                continue;
            if (LabelNumber.TryParse(label, out double number))
            {
                Numbers = Numbers.With(number);
                IsWhole &= double.IsInteger(number);
            }
            else
            {
                Word ??= label;
            }
            Count(label);
        }
    }

    private void Count(string label)
    {
        if (_counts.TryGetValue(label, out long count))
            _counts[label] = count + 1;
        else if (_counts.Count < MostLabels)
            _counts.Add(label, 1);
        else
            IsCut = true;
    }
}
