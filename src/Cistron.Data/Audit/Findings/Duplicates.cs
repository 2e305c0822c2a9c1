using Cistron.Data.Reports;
using Cistron.Sequences.Similarity;

namespace Cistron.Data.Audit.Findings;

/// <summary>Rows that repeat the bases of other rows.</summary>
/// <param name="Part">The part that they stand in.</param>
/// <param name="Of">The part that they repeat a row of; the same part for repeats of an earlier row within it.</param>
/// <param name="Rows">Rows of <paramref name="Part"/>.</param>
/// <param name="SameStrand">Those that have the bases of such a row.</param>
/// <param name="OtherStrand">Those that are the reverse complement of one, and equal to none.</param>
public sealed record Repeats(string Part, string Of, int Rows, int SameStrand, int OtherStrand)
{
    /// <summary>Rows that repeat one, on either strand.</summary>
    public int Repeated => SameStrand + OtherStrand;

    /// <summary>Their share of the part.</summary>
    public double Share => Finding.Share(Repeated, Rows);
}

/// <summary>
/// Exact duplicates, where both strands count reverse complements too. A warning from 0.5 % of a part's rows that stand
/// in an earlier part on, or from 5 % repeats within a part; a note from one row on.
/// </summary>
public sealed record Duplicates : Finding
{
    private const double ManyAcross = 0.005;
    private const double ManyWithin = 0.05;

    /// <inheritdoc />
    public override string Title => "Exact duplicates";

    /// <inheritdoc />
    public override string Meaning =>
        "A model that knows its training rows by heart knows their copies in dev and test as well, so that every method "
        + "looks better than it is; copies within a part count one observation several times.";

    /// <summary>For each part, the rows that repeat an earlier row of it.</summary>
    public required IReadOnlyList<Repeats> Within { get; init; }

    /// <summary>For each two parts, the rows of the later that repeat a row of the earlier.</summary>
    public required IReadOnlyList<Repeats> Across { get; init; }

    /// <summary>Looks for them.</summary>
    public static Duplicates In(AuditedData data)
    {
        var keys = data.Parts.Select(part => part.Rows.Select(row => Key(data, row)).ToHashSet()).ToArray();
        Repeats[] within = [.. data.Parts.Select(part => RepeatsWithin(data, part))];
        List<Repeats> across = [];
        List<Example> examples = [];
        for (int later = 1; later < data.Parts.Count; later++)
            for (int earlier = 0; earlier < later; earlier++)
                across.Add(RepeatsAcross(data, data.Parts[later], data.Parts[earlier], keys[earlier], examples));
        bool isMuch = across.Any(repeats => repeats.Share >= ManyAcross) || within.Any(repeats => repeats.Share >= ManyWithin);
        bool isAny = across.Concat(within).Any(repeats => repeats.Repeated > 0);
        examples.AddRange(LargestGroups(data, examples.Count == 0 ? 2 : 3));
        return new Duplicates
        {
            Severity = isMuch ? Severity.Warning : isAny ? Severity.Note : Severity.Fine,
            Sentence = Words(across, within, data.Strands),
            Brief = isAny ? Shorter(across, within, data.Strands) : "",
            Within = within,
            Across = across,
            Examples = [.. examples.Take(MostExamples)],
        };
    }

    // Group and strand in one number: equal for equal bases, and one apart for reverse complements.
    private static int Key(AuditedData data, int row) =>
        2 * data.Groups.GroupOf[row] + (data.Groups.RepeatOf[row] == Repeat.OtherStrand ? 1 : 0);

    private static Repeats RepeatsWithin(AuditedData data, AuditedPart part)
    {
        var seen = new HashSet<int>();
        int same = 0, other = 0;
        foreach (int row in part.Rows)
        {
            int key = Key(data, row);
            bool isOther = seen.Contains(key ^ 1);
            if (!seen.Add(key))
                same++;
            else if (isOther)
                other++;
        }
        return new Repeats(part.Name, part.Name, part.Count, same, other);
    }

    private static Repeats RepeatsAcross(
        AuditedData data, AuditedPart later, AuditedPart earlier, HashSet<int> known, List<Example> examples)
    {
        int same = 0, other = 0;
        foreach (int row in later.Rows)
        {
            int key = Key(data, row);
            bool isSame = known.Contains(key);
            if (!isSame && !known.Contains(key ^ 1))
                continue;
            (same, other) = isSame ? (same + 1, other) : (same, other + 1);
            if (examples.Count < MostExamples / 2)
            {
                int first = earlier.Rows.First(candidate => Key(data, candidate) == (isSame ? key : key ^ 1));
                examples.Add(new Example(isSame ? "the same bases" : "the reverse complement", [data.Refer(row), data.Refer(first)]));
            }
        }
        return new Repeats(later.Name, earlier.Name, later.Count, same, other);
    }

    private static IEnumerable<Example> LargestGroups(AuditedData data, int fewest) => data.Groups.RepeatedRows
        .GroupBy(row => data.Groups.GroupOf[row])
        .Where(group => group.Count() >= fewest)
        .OrderByDescending(group => group.Count())
        .Take(MostExamples / 2)
        .Select(group => new Example(
            $"{ReportText.Count(group.Count())} rows with one sequence of {ReportText.Count(data.Bases[group.First()].Length)} bases",
            [.. group.Take(3).Select(data.Refer)]));

    private static string Words(List<Repeats> across, Repeats[] within, ComparedStrands strands)
    {
        string strand = strands == ComparedStrands.Both ? ", on the same or the other strand" : "";
        List<string> words = [];
        Repeats[] trained = [.. across.Where(repeats => repeats.Of == within[0].Part && repeats.Repeated > 0)];
        if (trained.Length > 0)
            words.Add($"{string.Join(" and ", trained.Select(Of))} are training rows as well{strand}; every method looks "
                + "better on them than it is");
        words.AddRange(across.Where(repeats => repeats.Of != within[0].Part && repeats.Repeated > 0)
            .Select(repeats => $"{Of(repeats)} stand in {repeats.Of}"));
        words.AddRange(within.Where(repeats => repeats.Repeated > 0).Select(repeats => $"{Of(repeats)} repeat another one"));
        return words.Count > 0 ? string.Join("; ", words)
            : within.Length > 1 ? $"no sequence stands there twice, within a part or across parts{strand}"
            : $"no sequence stands there twice{strand}";
    }

    private static string Shorter(IEnumerable<Repeats> across, Repeats[] within, ComparedStrands strands)
    {
        string strand = strands == ComparedStrands.Both ? " (same or other strand)" : "";
        Repeats most = across.Where(repeats => repeats.Repeated > 0).MaxBy(repeats => repeats.Share)
            ?? within.MaxBy(repeats => repeats.Share)!;
        return most.Part == most.Of ? $"{Of(most)} repeat another{strand}" : $"{Of(most)} stand in {most.Of}{strand}";
    }

    private static string Of(Repeats repeats) =>
        $"{ReportText.Count(repeats.Repeated)} of {ReportText.Count(repeats.Rows)} {repeats.Part} rows";
}
