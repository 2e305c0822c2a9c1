using System.Globalization;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Datasets;

/// <summary>Labels that are numbers, written with a decimal point, such as <c>-1.5</c> or <c>3e-4</c>.</summary>
public static class LabelNumber
{
    /// <summary>The number that a label of a regression stands for.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="file">The sample's file, for errors.</param>
    /// <exception cref="InputException">The label is not a finite number.</exception>
    public static double Of(LabelledSequence sample, string file) =>
        TryParse(sample.Label, out double number)
            ? number
            : throw new InputException(file, sample.Line,
                $"the label {InputException.Quote(sample.Label)} is not a number",
                "the labels of a regression are finite numbers", "correct it or leave the row out");

    /// <summary>Whether a label is a finite number.</summary>
    public static bool TryParse(string label, out double number) =>
        double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
