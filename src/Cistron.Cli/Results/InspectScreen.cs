using Cistron.Data.Reports;
using Cistron.Data.Verbs;
using Cistron.Sequences.Inspection;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>What <c>data inspect</c> found, and last, where eyes rest, what to type next.</summary>
internal static class InspectScreen
{
    private const double FewestInHistogram = 20;

    /// <summary>Writes it.</summary>
    public static void Write(InspectResult result, IAnsiConsole console)
    {
        foreach ((string? name, FileInspection inspection) in result.Parts)
        {
            console.WriteLine();
            console.WriteLine(name is null ? inspection.File : $"{name}: {inspection.File}");
            var facts = new FactRows();
            foreach (var (term, meaning) in InspectionFacts.Of(inspection))
                facts.Add(term, meaning);
            facts.Write(console);
            // A folder's other tables are like its first one, or their numbers show that they are not.
            if (inspection == result.Parts[0].Inspection)
                WriteHistograms(inspection, console);
        }
        foreach (NextStep step in result.NextSteps)
            Write(step, console);
        if (result.Page is not null)
        {
            console.WriteLine();
            new FactRows().Add("page", result.Page).Write(console);
        }
    }

    private static void WriteHistograms(FileInspection inspection, IAnsiConsole console)
    {
        if ((inspection.Sequences?.Lengths ?? inspection.Features?.Lengths ?? inspection.Genome?.Lengths) is { } lengths
            && IsWorthwhile(lengths))
            TextHistogram.Write($"lengths{Sampled(lengths)}", lengths, LengthRange, console);
        if (inspection.Sequences?.Gc is { } gc && IsWorthwhile(gc))
            TextHistogram.Write($"GC content{Sampled(gc)}", gc, ShareRange, console);

        string LengthRange(double start, double end)
        {
            double last = Math.Min(end - 1, lengths.Numbers.Max);
            return last <= start ? NumberWords.Count(start) : $"{NumberWords.Count(start)}–{NumberWords.Count(last)}";
        }
    }

    private static bool IsWorthwhile(Distribution values) =>
        values.Numbers.Count >= FewestInHistogram && values.Numbers.Min < values.Numbers.Max;

    private static string ShareRange(double start, double end) => $"{100 * start:0}–{100 * end:0} %";

    private static string Sampled(Distribution values) =>
        values.IsExact ? "" : $", of a random million of {NumberWords.Count(values.Numbers.Count)}";

    private static void Write(NextStep step, IAnsiConsole console)
    {
        console.WriteLine();
        console.WriteLine($"Next: {InspectionFacts.Printable(step.Purpose)}");
        if (step.Command is not null)
            console.WriteWhole($"  {InspectionFacts.Printable(step.Command)}");
        foreach (string reason in step.Reasons)
            console.Write(new Padder(new Text(InspectionFacts.Printable(reason)), new Padding(2, 0, 0, 0)));
    }
}
