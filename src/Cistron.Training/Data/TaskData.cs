using Cistron.Data.Audit;
using Cistron.Data.Tables;
using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Similarity;
using Cistron.Sequences.Splitting;
using Cistron.Training.Recipes;

namespace Cistron.Training.Data;

/// <summary>The tables of a fine-tuning run and the task that their labels make.</summary>
/// <param name="Task">The task, as the model folder will hold it.</param>
/// <param name="Explanation">The task, its labels and their counts in a sentence.</param>
/// <param name="Train">Rows to train on.</param>
/// <param name="Dev">Rows that weights are chosen on.</param>
/// <param name="Test">Rows that are scored once; null without a test table.</param>
public sealed record TaskData(SequenceTask Task, string Explanation, LabelledData Train, LabelledData Dev, LabelledData? Test)
{
    /// <summary>Looks at the tables for what could make results on them look too good; seconds for 30,000 rows.</summary>
    /// <param name="alphabet">The model's alphabet; rows of DNA are compared on both strands.</param>
    /// <param name="seed">The run's seed.</param>
    public QuickAudit Audit(Alphabet alphabet, ulong seed)
    {
        var labels = Tables.SelectMany(table => table.Samples).Select(sample => sample.Label);
        var parts = new[] { ("train", Train), ("dev", Dev), ("test", Test) }.Where(part => part.Item2 is not null);
        return QuickAudit.Of(new AuditedData(parts.Select(part => (part.Item1, part.Item2!)),
            TaskInference.From(labels, Train.File, Train.LabelColumn, Task.Kind), alphabet,
            alphabet == Alphabet.Dna ? ComparedStrands.Both : ComparedStrands.Forward), seed);
    }

    /// <summary>Reads the tables, infers the task and draws the subsets that the recipe asks for.</summary>
    /// <param name="recipe">Which tables, columns and rows.</param>
    /// <param name="head">What will stand on the hidden states, unless bases are asked for.</param>
    /// <param name="alphabet">The model's alphabet.</param>
    /// <param name="seed">The run's seed: subsets come from the streams "test rows", "dev rows" and "train rows".</param>
    /// <param name="log">Is told what was found and replaced.</param>
    /// <exception cref="InputException">A table is wrong, or dev or test has a label that train does not have.</exception>
    public static TaskData Read(LabelledDataRecipe recipe, HeadRecipe head, Alphabet alphabet, ulong seed, IRunLog log)
    {
        var (train, dev, test) = DataParts.Read(recipe, alphabet, log);
        if (recipe is { PartialLabels: true, Task: { } kind })
            (train, dev, test) = (train.CompleteLabels(kind), dev?.CompleteLabels(kind), test?.CompleteLabels(kind));
        var found = TaskInference.From(train.Samples.Select(s => s.Label), train.File, train.LabelColumn, recipe.Task);
        log.Note(found.Explain());
        if (test is not null && recipe.TestFraction is not null)
            throw new RecipeException([new RecipeFault("data.test_fraction",
                $"holds a test set out, but {test.File} is the test table; leave out the one or the other")]);
        if (test is null && recipe.TestFraction is { } share)
            (train, test) = HoldOut(train, found.Kind, share, seed, "test", log);
        if (dev is null)
            (train, dev) = HoldOut(train, found.Kind, recipe.DevFraction, seed, "dev", log);
        if (recipe.TrainRows is { } rows && rows < train.Samples.Count)
        {
            train = train.Select(StratifiedOrder.Of(BalancedLabels.Of(train.Samples, found.Kind), seed, "train rows").Take(rows));
            log.Note($"{rows:N0} training rows were drawn");
        }
        log.Note($"rows: {train.Samples.Count:N0} train, {dev.Samples.Count:N0} dev, {test?.Samples.Count ?? 0:N0} test");
        var data = new TaskData(TaskOf(found, train, head, recipe.Strands), found.Explain(), train, dev, test);
        // A label that the task does not have is told now, and not after hours of training.
        foreach (var table in data.Tables)
            TaskTargets.Of(data.Task, table);
        return data;
    }

    /// <summary>All tables that there are.</summary>
    private IEnumerable<LabelledData> Tables => new[] { Train, Dev, Test }.OfType<LabelledData>();

    /// <summary>Refuses sequences that cannot be encoded, and counts those that are longer than the context.</summary>
    public int CheckLengths(SequenceEncoder encoder)
    {
        foreach (var table in Tables)
            table.Check(encoder);
        return Tables.Sum(t => t.Samples.Count(s => !encoder.Fits(s.Bases)));
    }

    private static (LabelledData Train, LabelledData Held) HoldOut(
        LabelledData train, TaskKind kind, double fraction, ulong seed, string part, IRunLog log)
    {
        int held = Math.Max(1, (int)(train.Samples.Count * fraction));
        int[] order = StratifiedOrder.Of(BalancedLabels.Of(train.Samples, kind), seed, $"{part} rows");
        var rows = train.Select(order.Take(held).Order());

        // A row that repeats a held-out sequence would give its answer away.
        var known = rows.Samples.Select(s => Convert.ToHexString(s.Bases)).ToHashSet();
        int[] kept = [.. order.Skip(held).Where(row => !known.Contains(Convert.ToHexString(train.Samples[row].Bases))).Order()];
        if (kept.Length == 0)
            throw new TrainingException($"{train.File} has {train.Samples.Count} rows, too few different ones to train on and to " +
                                        $"hold some out; add rows, or give a {part} table");
        int repeats = train.Samples.Count - held - kept.Length;
        log.Note($"no {part} table: {held:N0} of {train.Samples.Count:N0} rows are held out as {part} rows"
                 + (repeats > 0 ? $"; {repeats:N0} training rows repeat one of them and are left out" : ""));
        return (train.Select(kept), rows);
    }

    private static SequenceTask TaskOf(PredictionTask found, LabelledData train, HeadRecipe head, StrandSampling strands)
    {
        if (found.Kind.IsPerBase() && head.HiddenLayers.Count > 0)
            throw new RecipeException([new RecipeFault("head.hidden_layers", "is for tasks of sequences, and this one asks for bases; leave it out")]);
        var task = new SequenceTask
        {
            Kind = found.Kind,
            Outputs = found.Kind.IsNumeric() ? [train.LabelColumn] : found.Labels.Labels,
            Pooling = found.Kind.IsPerBase() ? null : head.Pooling,
            HiddenLayers = head.HiddenLayers,
            Strands = strands,
        };
        if (!found.Kind.IsNumeric())
            return task;
        double[] values = [.. TaskTargets.Single(task, TaskTargets.Of(task, train)).Select(t => t[0])];
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        return task with { TargetMean = mean, TargetDeviation = deviation > 0 ? deviation : 1 };
    }
}
