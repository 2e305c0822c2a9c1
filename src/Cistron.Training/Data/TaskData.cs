using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Models.Inference;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
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
    /// <summary>Reads the tables, infers the task and draws the subsets that the recipe asks for.</summary>
    /// <param name="recipe">Which tables, columns and rows.</param>
    /// <param name="pooling">How hidden states will become one vector.</param>
    /// <param name="alphabet">The model's alphabet.</param>
    /// <param name="seed">The run's seed: subsets come from the streams "dev rows" and "train rows".</param>
    /// <param name="log">Is told what was found and replaced.</param>
    /// <exception cref="InputException">A table is wrong, or dev or test has a label that train does not have.</exception>
    public static TaskData Read(LabelledDataRecipe recipe, Pooling pooling, Alphabet alphabet, ulong seed, IRunLog log)
    {
        var parts = recipe.Folder is { } folder
            ? DatasetFolder.Open(folder)
            : new DatasetFolder(recipe.Train!, recipe.Dev, recipe.Test);
        var train = Table(parts.Train);
        var dev = parts.Dev is null ? null : Table(parts.Dev);
        var test = parts.Test is null ? null : Table(parts.Test);

        var found = TaskInference.From(train.Samples.Select(s => s.Label), train.File, train.LabelColumn, recipe.Task);
        log.Note(found.Explain());
        if (dev is null)
            (train, dev) = HoldOut(train, found.Kind, recipe.DevFraction, seed, log);
        if (recipe.TrainRows is { } rows && rows < train.Samples.Count)
        {
            train = train.Select(Subsets.StratifiedOrder(train.Samples, found.Kind, seed, "train rows").Take(rows));
            log.Note($"{rows:N0} training rows were drawn");
        }
        log.Note($"rows: {train.Samples.Count:N0} train, {dev.Samples.Count:N0} dev, {test?.Samples.Count ?? 0:N0} test");
        var data = new TaskData(TaskOf(found, train, pooling), found.Explain(), train, dev, test);
        // A label that the task does not have is told now, and not after hours of training.
        foreach (var table in data.Tables)
            TaskTargets.Of(data.Task, table);
        return data;

        LabelledData Table(string path)
        {
            var table = LabelledData.Read(path, alphabet, recipe.SequenceColumn, recipe.LabelColumn);
            if (table.Letters.Remarks is { Length: > 0 } remarks)
                log.Note($"{path}: {remarks}");
            return table;
        }
    }

    /// <summary>All tables that there are.</summary>
    private IEnumerable<LabelledData> Tables => new[] { Train, Dev, Test }.OfType<LabelledData>();

    /// <summary>Refuses sequences that cannot be encoded, and counts those that are longer than the context.</summary>
    public int CheckLengths(SequenceEncoder encoder)
    {
        foreach (var table in Tables)
            table.Check(encoder);
        return Tables.Sum(t => t.Samples.Count(s => s.Bases.Length > encoder.ContextBases));
    }

    private static (LabelledData Train, LabelledData Dev) HoldOut(
        LabelledData train, TaskKind kind, double fraction, ulong seed, IRunLog log)
    {
        int held = Math.Max(1, (int)(train.Samples.Count * fraction));
        if (held >= train.Samples.Count)
            throw new TrainingException($"{train.File} has {train.Samples.Count} row, too few to train on and to choose weights on; " +
                                        "add rows, or give a dev table");
        int[] order = Subsets.StratifiedOrder(train.Samples, kind, seed, "dev rows");
        log.Note($"no dev table: {held:N0} of {train.Samples.Count:N0} training rows are held out to choose weights on");
        return (train.Select(order.Skip(held).Order()), train.Select(order.Take(held).Order()));
    }

    private static SequenceTask TaskOf(PredictionTask found, LabelledData train, Pooling pooling)
    {
        var task = new SequenceTask
        {
            Kind = found.Kind,
            Outputs = found.Kind == TaskKind.Regression ? [train.LabelColumn] : found.Labels.Labels,
            Pooling = pooling,
        };
        if (found.Kind != TaskKind.Regression)
            return task;
        double[] values = [.. TaskTargets.Of(task, train).Select(t => t[0])];
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        return task with { TargetMean = mean, TargetDeviation = deviation > 0 ? deviation : 1 };
    }
}
