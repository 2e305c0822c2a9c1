using Cistron.Data.Tables;
using Cistron.Evaluation.Metrics;
using Cistron.Models.Folders;
using Cistron.Sequences.Datasets;
using Cistron.Training.Data;
using Cistron.Training.Verbs;

namespace Cistron.Training.Reports;

/// <summary>What one method said about the rows of a table, and how good that is.</summary>
/// <param name="Name">What charts, tables and files call the method, such as "model" or "baseline".</param>
/// <param name="Outputs">
/// Class probabilities, label probabilities, or one value in the labels' own unit, for each row or measured base.
/// </param>
/// <param name="Predictions">The same beside the truth.</param>
/// <param name="Judgement">Their metrics with 95 % intervals.</param>
public sealed record Arm(string Name, double[][] Outputs, IPredictions Predictions, Judgement Judgement)
{
    /// <summary>Judges outputs; the intervals come from the seed's stream "bootstrap".</summary>
    /// <param name="name">The method's name.</param>
    /// <param name="task">The task.</param>
    /// <param name="outputs">What the method said, for each row or measured base.</param>
    /// <param name="targets">What <see cref="TaskTargets.Of"/> gave for the same rows.</param>
    /// <param name="seed">The run's seed.</param>
    public static Arm Of(string name, SequenceTask task, double[][] outputs, double[][] targets, ulong seed)
    {
        var predictions = TaskTargets.Judge(task, outputs, targets);
        return new Arm(name, outputs, predictions, Judgement.Of(TaskTargets.BySequence(task, predictions, targets), seed));
    }
}

/// <summary>The rows of a table with what one or several methods said about them.</summary>
/// <param name="Task">The task that all of them were asked.</param>
/// <param name="Table">The rows.</param>
/// <param name="Arms">
/// The methods, each with its outputs in the order of the rows and their bases; the first is the one reported on.
/// </param>
public sealed record JudgedRows(SequenceTask Task, LabelledData Table, IReadOnlyList<Arm> Arms)
{
    /// <summary>What is true of each row or measured base, as numbers; see <see cref="TaskTargets.Single"/>.</summary>
    public double[][] Targets { get; } = TaskTargets.Single(Task, TaskTargets.Of(Task, Table));

    /// <summary>What is judged one by one, for people: rows or bases.</summary>
    public string Unit => Task.Kind.IsPerBase() ? "bases" : "rows";

    /// <summary>Whether each row or base has one of two classes, the second of which is the positive one.</summary>
    public bool HasTwoClasses => Task.Kind.HasClasses() && Task.Outputs.Count == 2;
}
