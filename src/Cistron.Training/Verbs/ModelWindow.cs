using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Runs.Recipes;

namespace Cistron.Training.Verbs;

/// <summary>How long the windows are that a model is laid on a genome with.</summary>
internal static class ModelWindow
{
    /// <summary>The bases that were asked for, or those of the median training sequence, within the context.</summary>
    /// <exception cref="RecipeException">They do not fit the context, or nobody knows them.</exception>
    public static int Bases(int? asked, ModelFolder folder, SequenceEncoder encoder)
    {
        int context = encoder.ContextBases;
        int window = asked ?? Math.Min(context, TrainedBases(folder) ?? throw Fault(
            $"is missing, and the model folder does not say how long its training sequences were; give at most {context:N0}"));
        return window <= context ? window
            : throw Fault($"is {window:N0}, and the model's context has {context:N0} bases; give no more than those");
    }

    // The description is a file that may come from anywhere.
    private static int? TrainedBases(ModelFolder folder) =>
        folder.Description.Training["median_bases"]?.AsValue() is { } value && value.TryGetValue(out int bases) && bases > 0 ? bases : null;

    private static RecipeException Fault(string sentence) => new([new RecipeFault("window_bases", sentence)]);
}
