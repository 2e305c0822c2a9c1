using Cistron.Data.Audit.Motifs;
using Cistron.Data.Reports;

namespace Cistron.Data.Audit.Findings;

/// <summary>
/// Places at which nine in ten rows of one class have one base and six in ten or fewer of the others. A warning where
/// eight or more such places follow each other, or one lies within the first or last six bases; a note for any other.
/// </summary>
public sealed record ConstantPlaces : Finding
{
    private const int Long = 8;
    private const int End = 6;

    /// <inheritdoc />
    public override string Title => "Constant places of one class";

    /// <inheritdoc />
    public override string Meaning =>
        "Where windows of one class are laid at a landmark, such as a start codon or a splice site, its bases stand at one "
        + "place, and knowing the place solves the task; at the ends of sequences they are most often primers or adapters.";

    /// <summary>The places.</summary>
    public required IReadOnlyList<ConstantPlace> Places { get; init; }

    /// <summary>Looks for them.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="rows">The rows to look at: one of each group of similar ones.</param>
    public static ConstantPlaces In(AuditedData data, IReadOnlyList<int> rows)
    {
        ConstantPlace[] places = data.HasClasses
            ? [.. new ConstantPlaceSearch(data, rows).Find().OrderByDescending(place => place.Letters.Length)] : [];
        int shortest = data.HasClasses ? rows.Min(row => data.Bases[row].Length) : 0;
        bool isMuch = places.Any(place => place.Letters.Length >= Long || place.Start < End
            || (!place.FromEnd && place.Start + place.Letters.Length > shortest - End));
        return new ConstantPlaces
        {
            Severity = isMuch ? Severity.Warning : places.Length > 0 ? Severity.Note : Severity.Fine,
            Sentence = !data.HasClasses ? "not looked for: the task has no classes"
                : places.Length == 0 ? "no place has one base in nine of ten rows of a class and another in the others"
                : $"{string.Join(", ", places.Take(2).Select(Words))}"
                    + (places.Length > 2 ? $", and {ReportText.Count(places.Length - 2)} more" : ""),
            Brief = places.Length == 0 ? "" : Words(places[0]),
            Places = [.. places.Take(50)],
        };
    }

    private static string Words(ConstantPlace place) =>
        $"class {place.Class} has `{ClassMotifs.Shortened(place.Letters)}` at {Where(place)}";

    /// <summary>A place in words, 1-based as people count: "base 101", "base 3 from the end".</summary>
    internal static string Where(ConstantPlace place) =>
        $"base {ReportText.Count(place.Start + 1)}{(place.FromEnd ? " from the end" : "")}";
}
