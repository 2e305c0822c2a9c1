using System.Globalization;
using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Formats;

/// <summary>What is said of an interval that a file of sequences does not have.</summary>
internal static class SequenceFault
{
    private const int MostNames = 10_000;

    /// <summary>No sequence has the interval's name.</summary>
    /// <param name="file">The file of sequences.</param>
    /// <param name="interval">What was asked for.</param>
    /// <param name="names">The names that there are, in order.</param>
    public static InputException Unknown(string file, Interval interval, IEnumerable<string> names)
    {
        string[] known = [.. names.Take(MostNames)];
        string? nearest = NearestName.To(interval.Sequence, known);
        return new InputException(file, null, $"there is no sequence {InputException.Quote(interval.Sequence)}",
            known.Length > 0 ? $"the first is {InputException.Quote(known[0])}" : "there are none at all",
            nearest is null
                ? "check that the names are those of this genome"
                : $"perhaps it is {InputException.Quote(nearest)}");
    }

    /// <summary>The sequence is shorter, or the interval ends before it starts.</summary>
    public static InputException Outside(string file, Interval interval, long length) => new(file, null,
        string.Create(CultureInfo.InvariantCulture,
            $"sequence {InputException.Quote(interval.Sequence)} has no bases {interval.Start} to {interval.End}"),
        string.Create(CultureInfo.InvariantCulture, $"it has {length:N0}, counted from 0"),
        "check that the coordinates are of this version of the genome");
}
