using System.Collections.Frozen;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Datasets;

/// <summary>
/// The labels of a classification in their fixed order: a model's output <c>i</c> is the label at index <c>i</c>.
/// </summary>
public sealed class LabelSet
{
    private const int MostLabelsInMessage = 10;

    private readonly string[] _labels;
    private readonly FrozenDictionary<string, int> _indices;

    /// <summary>The labels in the order given, as a model folder keeps them.</summary>
    /// <exception cref="ArgumentException">A label stands there twice.</exception>
    public LabelSet(IEnumerable<string> labels)
    {
        _labels = [.. labels];
        var indices = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < _labels.Length; i++)
            if (!indices.TryAdd(_labels[i], i))
                throw new ArgumentException($"{InputException.Quote(_labels[i])} stands there twice.", nameof(labels));
        _indices = indices.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>How many labels there are.</summary>
    public int Count => _labels.Length;

    /// <summary>The label at an index.</summary>
    public string this[int index] => _labels[index];

    /// <summary>The labels in order.</summary>
    public IReadOnlyList<string> Labels => _labels;

    /// <summary>
    /// The labels in the order of a new task: by value when all are whole numbers, else by their characters' codes.
    /// </summary>
    public static LabelSet Ordered(IEnumerable<string> labels)
    {
        string[] ordered = [.. labels.Order(StringComparer.Ordinal)];
        return new LabelSet(ordered.All(label => double.IsInteger(Value(label))) ? ordered.OrderBy(Value) : ordered);

        static double Value(string label) => LabelNumber.TryParse(label, out double number) ? number : double.NaN;
    }

    /// <summary>The index of a label, or -1 when it is not of the set.</summary>
    public int IndexOf(string label) => _indices.GetValueOrDefault(label, -1);

    /// <summary>The index of a sample's one label.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="file">The sample's file, for errors.</param>
    /// <exception cref="InputException">The label is not of the set.</exception>
    public int IndexOf(LabelledSequence sample, string file) => Known(sample.Label, sample, file);

    /// <summary>
    /// The indices of a sample's labels, ascending and each once; none when the field is empty. In the field, labels
    /// are joined by <c>;</c> or <c>|</c>.
    /// </summary>
    /// <inheritdoc cref="IndexOf(LabelledSequence, string)"/>
    public int[] IndicesOf(LabelledSequence sample, string file) =>
        [.. Split(sample.Label).Select(label => Known(label, sample, file)).Distinct().Order()];

    /// <summary>The labels that are joined in one field.</summary>
    internal static string[] Split(string field) =>
        field.Split([';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private int Known(string label, LabelledSequence sample, string file)
    {
        if (_indices.TryGetValue(label, out int index))
            return index;
        string known = string.Join(", ", _labels.Take(MostLabelsInMessage).Select(name => InputException.Quote(name)));
        throw new InputException(file, sample.Line,
            label.Length == 0 ? "the label is empty" : $"the label {InputException.Quote(label)} is unknown",
            $"the known labels are {known}{(Count > MostLabelsInMessage ? " and others" : "")}",
            "correct it, leave the row out, or train with it");
    }
}
