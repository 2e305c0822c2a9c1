using Cistron.Data.Reports;
using Cistron.Sequences.Datasets;

namespace Cistron.Data.Audit.Findings;

/// <summary>How large a part is.</summary>
/// <param name="Part">The part.</param>
/// <param name="File">Its file.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Bases">Their bases.</param>
/// <param name="Classes">The rows of each class or label by its name; empty for a regression.</param>
/// <param name="Mean">The mean of a regression's values; 0 otherwise.</param>
public sealed record PartSize(
    string Part, string File, int Rows, long Bases, IReadOnlyDictionary<string, int> Classes, double Mean);

/// <summary>
/// Sizes of parts and classes. A warning when a class of dev or test is not in train; a note when the rarest class has
/// less than a tenth of the rows of the commonest, when a class of dev or test has fewer than ten rows, or when the
/// share of a class differs by more than a tenth between parts.
/// </summary>
public sealed record ClassBalance : Finding
{
    private const double Rare = 0.1;
    private const double Shift = 0.1;
    private const int FewRows = 10;

    /// <inheritdoc />
    public override string Title => "Parts and classes";

    /// <inheritdoc />
    public override string Meaning =>
        "Accuracy flatters whoever always says the commonest class, so read MCC or macro-F1 where classes are uneven; "
        + "numbers on few rows have wide intervals.";

    /// <summary>The parts in order.</summary>
    public required IReadOnlyList<PartSize> Parts { get; init; }

    /// <summary>Counts rows.</summary>
    public static ClassBalance In(AuditedData data)
    {
        PartSize[] parts = [.. data.Parts.Select(part => SizeOf(data, part))];
        var (severity, remarks) = Judge(parts);
        string sizes = string.Join(", ", parts.Select(part => $"{ReportText.Count(part.Rows)} {part.Part}"));
        return new ClassBalance
        {
            Severity = severity,
            Sentence = $"rows: {sizes}{string.Concat(remarks.Select(remark => $"; {remark}"))}",
            Brief = remarks.FirstOrDefault() ?? "",
            Parts = parts,
        };
    }

    private static PartSize SizeOf(AuditedData data, AuditedPart part)
    {
        var labels = data.Task.Labels.Labels;
        int[] counts = new int[labels.Count];
        double sum = 0;
        foreach (int row in part.Rows)
            if (data.HasClasses)
                counts[data.ClassOf(row)]++;
            else if (data.Task.Kind == TaskKind.MultiLabel)
                for (int label = 0; label < counts.Length; label++)
                    counts[label] += (int)data.Targets[row][label];
            else
                sum += data.Targets[row][0];
        return new PartSize(part.Name, part.Table.File, part.Count, part.Rows.Sum(row => (long)data.Bases[row].Length),
            labels.Zip(counts).ToDictionary(pair => pair.First, pair => pair.Second), Share(sum, part.Count));
    }

    private static (Severity, List<string>) Judge(PartSize[] parts)
    {
        List<string> remarks = [];
        if (parts[0].Classes.Count == 0)
            return (Severity.Fine, remarks);
        var severity = Severity.Fine;
        var train = parts[0].Classes;
        var rarest = train.MinBy(one => one.Value);
        var commonest = train.MaxBy(one => one.Value);
        foreach (var part in parts.Skip(1))
        {
            string[] missing = [.. part.Classes.Where(one => one.Value > 0 && train[one.Key] == 0).Select(one => one.Key)];
            if (missing.Length > 0)
                Add(Severity.Warning, $"no train row has the class {string.Join(", ", missing.Take(3))} of {part.Part}");
            int few = part.Classes.Count(one => one.Value is > 0 and < FewRows);
            if (few > 0)
                Add(Severity.Note, $"{Classes(few)} fewer than {FewRows} {part.Part} rows");
            var shifted = part.Classes.MaxBy(one => Math.Abs(Shifted(one)));
            if (Math.Abs(Shifted(shifted)) > Shift)
                Add(Severity.Note, $"class {shifted.Key} is {ReportText.Percent(Share(train[shifted.Key], parts[0].Rows))} of train and "
                    + $"{ReportText.Percent(Share(shifted.Value, part.Rows))} of {part.Part}");

            double Shifted(KeyValuePair<string, int> one) =>
                Share(one.Value, part.Rows) - Share(train[one.Key], parts[0].Rows);
        }
        if (rarest.Value < Rare * commonest.Value)
            Add(Severity.Note, $"of class {rarest.Key} there are {ReportText.Count(rarest.Value)} train rows, of class "
                + $"{commonest.Key} {ReportText.Count(commonest.Value)}");
        return (severity, remarks);

        void Add(Severity worse, string remark)
        {
            severity = (Severity)Math.Max((int)severity, (int)worse);
            remarks.Add(remark);
        }
    }

    private static string Classes(int count) => count == 1 ? "one class has" : $"{ReportText.Count(count)} classes have";
}
