using System.Globalization;
using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Labelling;

/// <summary>One sample cut from a genome.</summary>
/// <param name="Bases">On the window's strand.</param>
/// <param name="Label">1 for a window around a feature, 0 for any other.</param>
/// <param name="Place">Where it lies; of a shuffled one, where the window lies that it was made from.</param>
/// <param name="Kind"><see cref="PositiveKind"/>, or the <see cref="NegativeRule.Kind"/> of its rule.</param>
/// <param name="Feature">The name of the feature that it belongs to or was drawn for; may be empty.</param>
/// <param name="Number">Which of the windows of its kind that were drawn for one feature it is, from 0.</param>
public sealed record LabelledWindow(byte[] Bases, int Label, Interval Place, string Kind, string Feature, int Number)
{
    /// <summary>The kind of windows of label 1.</summary>
    public const string PositiveKind = "positive";

    /// <summary>
    /// A name that no other window of a table has, such as <c>NC_000913.2:236-386(+)</c>, with <c>/shuffle1</c> behind
    /// it for a shuffled one.
    /// </summary>
    public string Id => string.Create(CultureInfo.InvariantCulture,
        $"{Place}{(Kind == ShuffledPositive.Name ? $"/{Kind}{Number + 1}" : "")}");
}
