using Cistron.Models.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;

namespace Cistron.Training.Verbs;

/// <summary>The class or label of a model whose probability is looked at.</summary>
/// <param name="Index">Its place among the model's outputs.</param>
/// <param name="Name">Its name.</param>
internal sealed record ChosenClass(int Index, string Name)
{
    private const int MostNames = 10;

    /// <summary>The class called so; of two classes, when none is named, the second.</summary>
    /// <exception cref="RecipeException">The model has no such class, or no classes, or several and none is named.</exception>
    public static ChosenClass Of(SequenceTask task, string? name)
    {
        if (task.Kind == TaskKind.Regression)
            throw Fault("model", "holds a regression, which gives no probability; give a model of classes or labels");
        string names = string.Join(", ", task.Outputs.Take(MostNames).Select(output => InputException.Quote(output)))
            + (task.Outputs.Count > MostNames ? " …" : "");
        if (name is null)
            return task.Outputs.Count <= 2
                ? new ChosenClass(task.Outputs.Count - 1, task.Outputs[^1])
                : throw Fault("class", $"is missing, and the model has more than two; give one of {names}");
        int index = task.Outputs.ToArray().IndexOf(name);
        return index >= 0 ? new ChosenClass(index, name) : throw Fault("class", $"{InputException.Quote(name)} is none of the model's; give one of {names}");
    }

    private static RecipeException Fault(string key, string sentence) => new([new RecipeFault(key, sentence)]);
}
