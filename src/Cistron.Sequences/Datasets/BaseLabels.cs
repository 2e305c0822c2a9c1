using System.Globalization;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Datasets;

/// <summary>
/// The labels of single bases in one field. Classes are one letter a base, as in <c>.((..))</c>, or words apart by
/// commas, semicolons or blanks; values are numbers apart by the same. A base that was not measured is <c>_</c>,
/// <c>nan</c> in a list, or nothing between two commas.
/// </summary>
public static class BaseLabels
{
    private const string NotMeasured = "_";

    /// <summary>The labels as they stand there, from the first base on; null for a base that was not measured.</summary>
    /// <param name="field">The field.</param>
    /// <param name="kind">A kind of task of bases.</param>
    public static string?[] Split(string field, TaskKind kind)
    {
        bool isList = IsList(field, kind);
        IEnumerable<string> labels = !isList ? field.Select(letter => letter.ToString())
            : field.AsSpan().ContainsAny(",;") ? field.Split([',', ';'], StringSplitOptions.TrimEntries)
            : field.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return [.. labels.Select(label => label is "" or NotMeasured
            || (isList && label.Equals("nan", StringComparison.OrdinalIgnoreCase)) ? null : label)];
    }

    /// <summary>The labels of a sample, one for each of its bases; null for a base that was not measured.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="kind">A kind of task of bases.</param>
    /// <param name="file">The sample's file, for errors.</param>
    /// <exception cref="InputException">There are more or fewer labels than bases.</exception>
    public static string?[] Of(LabelledSequence sample, TaskKind kind, string file)
    {
        string?[] labels = Split(sample.Label, kind);
        int bases = sample.Bases.Length;
        return labels.Length == bases ? labels : throw new InputException(file, sample.Line,
            string.Create(CultureInfo.InvariantCulture, $"the sequence has {bases:N0} bases and {labels.Length:N0} labels"),
            "each base needs one",
            labels.Length > bases ? "correct the row or leave it out"
                : "correct the row, or set partial_labels=true if they are those of the first bases");
    }

    /// <summary>
    /// The class of each base of a sample as an index into <paramref name="set"/>; NaN for a base that was not measured.
    /// </summary>
    /// <inheritdoc cref="Of"/>
    /// <exception cref="InputException">There are more or fewer labels than bases, or one is not of the set.</exception>
    public static double[] Classes(LabelledSequence sample, LabelSet set, string file) =>
        [.. Of(sample, TaskKind.PerBaseClass, file).Select(label =>
            label is null ? double.NaN : set.IndexOf(sample with { Label = label }, file))];

    /// <summary>The value of each base of a sample; NaN for a base that was not measured.</summary>
    /// <inheritdoc cref="Of"/>
    /// <exception cref="InputException">There are more or fewer labels than bases, or one is not a finite number.</exception>
    public static double[] Values(LabelledSequence sample, string file) =>
        [.. Of(sample, TaskKind.PerBaseValue, file).Select(label =>
            label is null ? double.NaN : LabelNumber.Of(sample with { Label = label }, file))];

    /// <summary>The same sample with marks in place of labels that its last bases lack.</summary>
    public static LabelledSequence Complete(LabelledSequence sample, TaskKind kind)
    {
        int missing = sample.Bases.Length - Split(sample.Label, kind).Length;
        if (missing <= 0)
            return sample;
        string separator = !IsList(sample.Label, kind) ? "" : sample.Label.AsSpan().ContainsAny(",;") ? "," : " ";
        return sample with { Label = sample.Label + string.Concat(Enumerable.Repeat(separator + NotMeasured, missing)) };
    }

    private static bool IsList(string field, TaskKind kind) =>
        kind == TaskKind.PerBaseValue || field.AsSpan().ContainsAny(", ;\t");
}
