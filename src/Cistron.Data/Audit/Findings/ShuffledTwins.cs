using Cistron.Data.Reports;
using Cistron.Sequences.Alphabets;

namespace Cistron.Data.Audit.Findings;

/// <summary>Rows of one part whose twins with another label stand in an earlier one.</summary>
/// <param name="Part">The part.</param>
/// <param name="Of">The earlier part.</param>
/// <param name="Rows">Rows of <paramref name="Part"/>.</param>
/// <param name="Twins">Those with a twin of another label in <paramref name="Of"/>.</param>
public sealed record TwinsAcross(string Part, string Of, int Rows, int Twins)
{
    /// <summary>Their share of the part.</summary>
    public double Share => Finding.Share(Twins, Rows);
}

/// <summary>
/// Rows with the same number of every dinucleotide as another row of another sequence: what a shuffle that keeps
/// dinucleotides makes of a positive (Altschul and Erickson, "Significance of nucleotide sequence alignments", 1985). A
/// warning from 5 % of a part's rows with a twin of another label in an earlier part on; a note from 1 % of all rows with
/// a twin of another label on.
/// </summary>
public sealed record ShuffledTwins : Finding
{
    private const double ManyAcross = 0.05;
    private const double Many = 0.01;

    /// <inheritdoc />
    public override string Title => "Shuffled twins";

    /// <inheritdoc />
    public override string Meaning =>
        "A negative that is a shuffled positive is fair while both are on one side of a split; across it the composition of "
        + "a row gives its label away, because its twin in train has the other one: keep twins together.";

    /// <summary>Rows with a twin.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows with a twin of another label.</summary>
    public required int OtherLabel { get; init; }

    /// <summary>For each two parts, the rows of the later with a twin of another label in the earlier.</summary>
    public required IReadOnlyList<TwinsAcross> Across { get; init; }

    /// <summary>Looks for them.</summary>
    public static ShuffledTwins In(AuditedData data)
    {
        int[][] families = [.. Candidates(data).GroupBy(row => Dinucleotides(data.Bases[row], data.Alphabet))
            .Select(family => family.ToArray())
            .Where(family => family.Any(row => data.Groups.GroupOf[row] != data.Groups.GroupOf[family[0]]))];
        int[][] others = [.. families.Where(family => family.Any(row => family.Any(other => IsTwin(data, row, other))))];
        List<TwinsAcross> across = [];
        for (int later = 1; later < data.Parts.Count; later++)
            for (int earlier = 0; earlier < later; earlier++)
                across.Add(InLater(data, data.Parts[later], data.Parts[earlier], others));
        int rows = families.Sum(family => family.Length);
        int otherLabel = others.Sum(family => family.Count(row => family.Any(other => IsTwin(data, row, other))));
        bool isMuch = across.Any(one => one.Share >= ManyAcross), isSome = otherLabel > 0 && otherLabel >= Many * data.Count;
        var most = across.Where(one => one.Twins > 0).MaxBy(one => one.Share);
        string all = $"{ReportText.Count(otherLabel)} of {ReportText.Count(data.Count)} rows have a twin of another label";
        return new ShuffledTwins
        {
            Severity = isMuch ? Severity.Warning : isSome ? Severity.Note : Severity.Fine,
            Sentence = otherLabel == 0 ? "no row is another one of another label shuffled with its dinucleotides kept"
                : $"{all}, with the same number of every dinucleotide"
                    + (most is null ? "" : $"; of {ReportText.Count(most.Twins)} of {ReportText.Count(most.Rows)} {most.Part} rows it stands in {most.Of}"),
            Brief = !isMuch && !isSome ? "" : most is null ? all
                : $"{ReportText.Count(most.Twins)} of {ReportText.Count(most.Rows)} {most.Part} rows have a shuffled twin in {most.Of}",
            Rows = rows,
            OtherLabel = otherLabel,
            Across = across,
            Examples = [.. others.Take(MostExamples).Select(family => Example(data, family))],
        };
    }

    /// <summary>
    /// Rows that may have a twin, ascending. The texts of all rows would take more memory than their bases; hashes do not.
    /// </summary>
    private static IEnumerable<int> Candidates(AuditedData data)
    {
        int[] hashes = [.. data.Bases.Select(bases => Dinucleotides(bases, data.Alphabet).GetHashCode())];
        HashSet<int> seen = [], repeated = [];
        foreach (int hash in hashes)
            if (!seen.Add(hash))
                repeated.Add(hash);
        return Enumerable.Range(0, hashes.Length).Where(row => repeated.Contains(hashes[row]));
    }

    private static Example Example(AuditedData data, int[] family)
    {
        int one = family.First(row => family.Any(other => IsTwin(data, row, other)));
        return new Example("the same dinucleotides", [data.Refer(one), data.Refer(family.First(row => IsTwin(data, one, row)))]);
    }

    private static TwinsAcross InLater(AuditedData data, AuditedPart later, AuditedPart earlier, int[][] families) =>
        new(later.Name, earlier.Name, later.Count, families.Sum(family => family.Count(row => data.PartOf(row) == later
            && family.Any(other => data.PartOf(other) == earlier && IsTwin(data, row, other)))));

    private static bool IsTwin(AuditedData data, int one, int other) =>
        data.Groups.GroupOf[one] != data.Groups.GroupOf[other]
        && LabelConflicts.Differ(data, one, other, data.Task.Numbers?.StandardDeviation ?? 0);

    /// <summary>How often each two letters follow each other, as one text; letters of no base count as one more.</summary>
    private static string Dinucleotides(ReadOnlySpan<byte> bases, Alphabet alphabet)
    {
        int letters = alphabet.Letters.Length + 1;
        int[] counts = new int[letters * letters];
        for (int i = 1; i < bases.Length; i++)
            counts[(alphabet.IndexOf(bases[i - 1]) + 1) * letters + alphabet.IndexOf(bases[i]) + 1]++;
        return string.Join(' ', counts);
    }
}
