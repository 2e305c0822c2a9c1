using Cistron.Data.Recipes;
using Cistron.Runs.Reports;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Inspection;

namespace Cistron.Data.Verbs;

/// <summary>What to do with a file that was looked into.</summary>
/// <param name="recipe">How it was looked into.</param>
/// <param name="inspection">What is in it, or in the train table of a folder.</param>
internal sealed class NextSteps(InspectRecipe recipe, FileInspection inspection)
{
    // Fewer bases teach a language model nothing that counting would not.
    private const long FewestForPretraining = 1_000_000;

    private readonly string _file = recipe.Input == TextSource.StandardInput ? "FILE" : recipe.Input;

    private string Name => recipe.Input == TextSource.StandardInput ? "data"
        : Path.GetFileName(Path.TrimEndingDirectorySeparator(_file)).Split('.')[0] is { Length: > 0 } stem ? stem
        : "data";

    /// <summary>All steps, the first one first; at least one.</summary>
    public IReadOnlyList<NextStep> All() => inspection switch
    {
        { Sequences: { Suggestion: { } suggestion } sequences } => [.. OfSequences(sequences, suggestion)],
        { Features: { } features } => [Windows(features)],
        { Genome: not null } => [WindowsOfGenome()],
        { Variants: not null } => [new NextStep(
            "no verb takes variants; the library reads them and cuts windows with them (Cistron.Sequences.Variants)", null)],
        _ => [new NextStep("there are no letters to learn from", null)],
    };

    private IEnumerable<NextStep> OfSequences(SequenceSummary sequences, Suggestion suggestion)
    {
        if (suggestion.Tokenizer is not { } tokenizer)
        {
            yield return new NextStep("nothing; models of proteins can be neither trained nor used", null);
            yield break;
        }
        (string, string)[] shape =
        [
            ("data.alphabet", suggestion.Alphabet.Name), ("tokenizer.k", $"{tokenizer.K}"), ("tokenizer.stride", $"{tokenizer.Stride}"),
        ];
        string[] reasons = [$"tokenizer: {suggestion.TokenizerReason}",
            $"context of {suggestion.ContextBases:N0} bases: {suggestion.ContextReason}"];
        if (suggestion.Task is not null)
        {
            bool isLong = sequences.Lengths.Numbers.Max > suggestion.ContextBases;
            yield return new NextStep("train on the labels", CommandText.Of("finetune", null,
                [("run", $"runs/{Name}"), .. Labelled("data."), .. HeldOut(), .. shape, .. isLong ? Shortened(suggestion) : []]), reasons);
            yield return new NextStep("before a score is trusted, see what could make it look too good",
                CommandText.Of("data audit", null, [.. Labelled(""), ("alphabet", suggestion.Alphabet.Name), ("output", $"runs/audit-{Name}")]));
        }
        else if (sequences.Layout == SequenceLayout.Fasta && sequences.Bases >= FewestForPretraining)
        {
            yield return new NextStep("pre-train on the sequences", CommandText.Of("pretrain", null,
                [("run", $"runs/{Name}"), .. shape, ("data.window_bases", $"{suggestion.ContextBases}")])
                + $" {CommandText.List("data.corpus", _file)}", reasons);
        }
        else
        {
            yield return new NextStep("use a trained model on the sequences",
                CommandText.Of("predict", null, [("model", "MODEL"), ("input", _file), ("output", $"runs/{Name}.tsv")]),
                WhyNoTraining(sequences));
        }
    }

    private static string WhyNoTraining(SequenceSummary sequences) => sequences switch
    {
        { Labels: not null } => "the labels make no task; another column can be named: label_column=…",
        { Layout: SequenceLayout.Fasta } => $"to pre-train takes {FewestForPretraining:N0} bases or more, to train on a task a "
            + "table with labels or a FASTA file for each class (data.classes)",
        { Columns.Count: > 1 } => "if a column holds labels, name it: label_column=…",
        _ => "to pre-train takes FASTA, to train on a task a column of labels",
    };

    private IEnumerable<(string, string)> Labelled(string section)
    {
        yield return (Directory.Exists(recipe.Input) ? $"{section}folder" : $"{section}train", _file);
        if (recipe.SequenceColumn is { } sequence)
            yield return ($"{section}sequence_column", sequence);
        if (recipe.LabelColumn is { } label)
            yield return ($"{section}label_column", label);
    }

    private IEnumerable<(string, string)> HeldOut() =>
        Directory.Exists(recipe.Input) && DatasetFolder.Open(recipe.Input).Test is not null ? [] : [("data.test_fraction", "0.2")];

    private static (string, string)[] Shortened(Suggestion suggestion) =>
        [("data.context_bases", $"{suggestion.ContextBases}"), ("data.long", "windows")];

    private NextStep Windows(FeatureSummary features)
    {
        string? type = features.Types.MostFrequent is [var first, ..] ? first.Name : null;
        return new NextStep("cut labelled windows at the starts of the features, from their genome",
            CommandText.Of("data windows", null,
            [
                ("annotation", _file), .. type is null ? Array.Empty<(string, string)>() : [("features.type", type)],
                ("output", $"runs/{Name}-windows.csv"),
            ]) + $" {CommandText.List("genome", "genome.fa")}",
            [.. type is null ? Array.Empty<string>() : [$"{InputException.Quote(type)} is the most frequent type"]]);
    }

    private NextStep WindowsOfGenome() => new("cut labelled windows from it, where an annotation says",
        CommandText.Of("data windows", null, ("annotation", "genes.gff3"), ("output", $"runs/{Name}-windows.csv"))
        + $" {CommandText.List("genome", _file)}");
}
