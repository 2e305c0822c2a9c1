using Cistron.Data.Verbs;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Inspection;
using Histogram = Cistron.Runs.Plots.Histogram;

namespace Cistron.Data.Reports;

/// <summary>The page of an inspection.</summary>
/// <param name="result">What was found.</param>
public sealed class InspectionReport(InspectResult result)
{
    private const int FewestInHistogram = 20;
    private const int MostRows = 20;

    /// <summary>The page.</summary>
    public ReportPage Page() => new($"Inspection: {Name()}",
        [
            .. result.Parts.Select(part => new ReportSection(part.Name ?? "Contents", [.. Blocks(part.Inspection)])),
            new ReportSection("What to do next", [.. NextSteps()]),
        ])
    {
        Lead = $"What is in `{result.Input}`, read once from start to end.",
        Summary = [new KeyNumbers([.. KeyNumbers(result.Parts[0].Inspection)])],
        Footer = $"Cistron {result.Cistron}.",
    };

    // A folder may be written as "." or "..", which says nothing on a page.
    private string Name() => result.Input == TextSource.StandardInput ? TextSource.NameOf(result.Input)
        : Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(result.Input)));

    private IEnumerable<KeyNumber> KeyNumbers(FileInspection inspection)
    {
        string records = result.Parts.Count > 1 ? $"sequences in {result.Parts[0].Name}" : "sequences";
        if (inspection.Sequences is { } sequences)
        {
            yield return new KeyNumber(ReportText.Count(sequences.Records), records, $"{ReportText.Count(sequences.Bases)} {InspectionFacts.Unit(sequences)}s");
            yield return new KeyNumber(ReportText.Count(sequences.Lengths.Median), "median length",
                Range(sequences.Lengths, InspectionFacts.Unit(sequences)));
            if (sequences.Gc is { } gc)
                yield return new KeyNumber(ReportText.Percent(gc.Median), "GC content, median",
                    $"from {ReportText.Percent(gc.Numbers.Min)} to {ReportText.Percent(gc.Numbers.Max)}");
            yield return new KeyNumber(ReportText.Count(sequences.Duplicates.Repeated), "copies of earlier sequences",
                InspectionFacts.Share(sequences.Duplicates.Share));
        }
        else if (inspection.Features is { } features)
        {
            yield return new KeyNumber(ReportText.Count(features.Features), "features", 
                features.Sequences.Different > 0 ? $"sequences: {ReportText.Count(features.Sequences.Different)}" : "");
            yield return new KeyNumber(ReportText.Count(features.Lengths.Median), "median length", Range(features.Lengths, "base"));
            yield return new KeyNumber($"{features.CountsFrom}", "the file counts from", "read as from 0, half-open");
        }
        else if (inspection.Genome is { } genome)
        {
            yield return new KeyNumber(ReportText.Count(genome.Bases), "bases", $"in {ReportText.Count(genome.Sequences)} sequences");
        }
        else if (inspection.Variants is { } variants)
        {
            yield return new KeyNumber(ReportText.Count(variants.Variants.Values.Sum()), "variants", $"in {ReportText.Count(variants.Records)} lines");
        }
    }

    private static IEnumerable<ReportBlock> Blocks(FileInspection inspection)
    {
        yield return new DefinitionList([.. InspectionFacts.Of(inspection)]);
        Figure[] figures = [.. Figures(inspection)];
        if (figures.Length > 0)
            yield return new Figures(figures);
        if ((inspection.Sequences?.Letters ?? inspection.Genome?.Letters) is { Letters.Count: > 0 } letters)
            yield return Letters(letters);
        if (inspection.Sequences?.Labels is { } labels && labels.Task?.Kind != TaskKind.Regression)
            yield return Names("Labels", "label", labels.MostFrequent, labels.Different);
        if (inspection.Features is { } features)
        {
            if (features.Types.Different > 0)
                yield return Names("Types of features", "type", features.Types.MostFrequent, features.Types.Different);
            if (features.Sequences.Different > 0)
                yield return Names("Sequences with features", "sequence", features.Sequences.MostFrequent, features.Sequences.Different);
        }
        if (inspection.Variants is { } variants)
            yield return new Table("Variants by kind", [Column.Words("kind"), Column.Numbers("variants")],
                [.. variants.Variants.Select(pair => (string[])[InspectionFacts.Kind(pair.Key), ReportText.Count(pair.Value)])]);
    }

    private static IEnumerable<Figure> Figures(FileInspection inspection)
    {
        if (inspection.Sequences is { } sequences)
        {
            if (IsWorthwhile(sequences.Lengths))
                yield return Lengths(sequences.Lengths, "sequences", InspectionFacts.Unit(sequences));
            if (sequences.Gc is { } gc && IsWorthwhile(gc))
                yield return new Figure(Draw("GC content", new Axis("share of G and C", "%"), gc, "sequences", share => 100 * share),
                    $"The share of G and C among the known bases of each sequence.{Sampled(gc)}");
        }
        else if (inspection.Features is { } features && IsWorthwhile(features.Lengths))
        {
            yield return Lengths(features.Lengths, "features", "base");
        }
        else if (inspection.Genome is { } genome && IsWorthwhile(genome.Lengths))
        {
            yield return Lengths(genome.Lengths, "sequences", "base");
        }
    }

    private static bool IsWorthwhile(Distribution values) =>
        values.Numbers.Count >= FewestInHistogram && values.Numbers.Min < values.Numbers.Max;

    private static Figure Lengths(Distribution lengths, string counted, string unit)
    {
        IReadOnlyList<double> edges = lengths.Histogram.Edges;
        // Ranges that widen are of equal width on a logarithmic axis, where 0 has no place.
        bool isWidening = edges[^1] - edges[^2] > 2 * (edges[1] - edges[0]);
        Axis axis = new("length", $"{unit}s") { Scale = isWidening ? AxisScale.Log : AxisScale.Linear };
        string caption = isWidening ? $"The {counted} by their length; the ranges widen with it." : $"The {counted} by their length.";
        string empty = isWidening && lengths.Numbers.Min == 0 ? " Those of length 0 are not in the picture." : "";
        return new Figure(Draw("Lengths", axis, lengths, counted, length => length), caption + empty + Sampled(lengths));
    }

    private static Plot Draw(string title, Axis axis, Distribution values, string unit, Func<double, double> scaled)
    {
        Sequences.Inspection.Histogram bins = values.Histogram.Trimmed();
        return new Histogram(title, axis, [.. bins.Edges.Select(scaled)],
            new HistogramSeries(unit, [.. bins.Counts.Select(count => (double)count)]))
        {
            Counts = new Axis(unit),
        }.Draw();
    }

    private static string Sampled(Distribution values) =>
        values.IsExact ? "" : $" Counted on a random million of {ReportText.Count(values.Numbers.Count)}.";

    private static string Range(Distribution lengths, string unit) => lengths.Numbers.Min == lengths.Numbers.Max
        ? $"{unit}s, all of them"
        : $"from {ReportText.Count(lengths.Numbers.Min)} to {ReportText.Count(lengths.Numbers.Max)} {unit}s";

    private static Table Letters(LetterSummary letters)
    {
        double all = letters.Letters.Sum(letter => letter.Count);
        return new Table($"Letters, in either case{Cut(letters.Letters.Count)}",
            [Column.Words("letter"), Column.Numbers("count"), Column.Numbers("share")],
            [.. letters.Letters.Take(MostRows).Select(letter => (string[])
                [InspectionFacts.Letter(letter.Letter), ReportText.Count(letter.Count), InspectionFacts.Share(letter.Count / all)])]);
    }

    private static Table Names(string caption, string column, IReadOnlyList<NameCount> names, int all) =>
        new($"{caption}{Cut(all)}", [Column.Words(column), Column.Numbers("count")],
            [.. names.Take(MostRows).Select(name => (string[])[InspectionFacts.Printable(name.Name), ReportText.Count(name.Count)])]);

    private static string Cut(int all) => all > MostRows ? $": the {MostRows} most frequent of {ReportText.Count(all)}" : "";

    private IEnumerable<ReportBlock> NextSteps() => result.NextSteps.SelectMany(step => (ReportBlock[])
    [
        step.Command is null ? new Paragraph(Sentence(step.Purpose)) : new CommandBlock(step.Command, Sentence(step.Purpose)),
        .. step.Reasons.Select(reason => new Paragraph(Sentence(reason))),
    ]);

    private static string Sentence(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}.";
}
