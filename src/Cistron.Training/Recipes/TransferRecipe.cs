using System.ComponentModel;
using Cistron.Runs.Recipes;

namespace Cistron.Training.Recipes;

/// <summary>
/// The recipe of <c>transfer</c>: the three stages of ULMFiT (Howard and Ruder 2018, §3), each an ordinary recipe with a
/// run folder of its own. A stage starts from the model of the one before it.
/// </summary>
public sealed record TransferRecipe : IValidated
{
    /// <summary>A language model of many sequences; null when <see cref="Task"/> or <see cref="Classifier"/> has one.</summary>
    [Description("stage 1: a language model of many sequences, as a recipe of pretrain")]
    public PretrainRecipe? General { get; init; }

    /// <summary>The same model, on the sequences of the task; null leaves the stage out.</summary>
    [Description("stage 2: the model goes on with the sequences of the task (data.labelled), as a recipe of pretrain")]
    public PretrainRecipe? Task { get; init; }

    /// <summary>The classifier or regression.</summary>
    [Description("stage 3: the classifier or regression, as a recipe of finetune")]
    public FinetuneRecipe Classifier { get; init; } = new();

    /// <summary>The stages that there are, each with the model that it starts from filled in.</summary>
    public TransferRecipe Chained()
    {
        string? ofGeneral = General is null ? null : Path.Combine(General.Run, "model");
        var task = Task is null ? null : Task with { Pretrained = Task.Pretrained ?? ofGeneral };
        string? before = task is null ? ofGeneral : Path.Combine(task.Run, "model");
        return this with { Task = task, Classifier = Classifier with { Pretrained = Classifier.Pretrained ?? before } };
    }

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        string[] runs = [.. new[] { General?.Run, Task?.Run, Classifier.Run }.OfType<string>().Select(Path.GetFullPath)];
        if (runs.Distinct().Count() < runs.Length)
            yield return ("classifier.run", "is the folder of another stage; give each stage one of its own");
        if (General is null && Task is null && Classifier.Pretrained is null)
            yield return ("general", "is missing, and so is task: there is nothing to transfer; give one of them, or use 'finetune'");
        if (General is not null && Task?.Pretrained is not null)
            yield return ("task.pretrained", "stands beside the stage general, whose model it would start from; leave one of them out");
        if ((General ?? Task) is not null && Classifier.Pretrained is not null)
            yield return ("classifier.pretrained", "stands beside a stage whose model it would start from; leave one of them out");
        foreach (var (key, fault) in Broken(Chained()))
            yield return (key, fault);
    }

    /// <summary>What only shows once the stages are chained, such as a tokenizer beside the model that brings one.</summary>
    private static IEnumerable<(string Key, string Fault)> Broken(TransferRecipe chained) =>
        (chained.Task?.Validate() ?? []).Select(broken => ($"task.{broken.Key}", broken.Fault))
        .Concat(chained.Classifier.Validate().Select(broken => ($"classifier.{broken.Key}", broken.Fault)));
}
