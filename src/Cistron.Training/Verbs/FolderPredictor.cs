using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Windows;
using Cistron.Torch;

namespace Cistron.Training.Verbs;

/// <summary>The fine-tuned model of a folder for verbs that take every kind.</summary>
internal static class FolderPredictor
{
    /// <summary>The model, whether it answers for sequences or for bases.</summary>
    /// <param name="folder">The model folder.</param>
    /// <param name="device">Where the model is to live.</param>
    /// <param name="rule">The recipe's key <c>long</c>.</param>
    /// <exception cref="RecipeException">The rule drops bases that the model is to answer for.</exception>
    /// <exception cref="ModelFolderException">The folder holds no fine-tuned model, or is damaged.</exception>
    public static IPredictor LoadAnyPredictor(this ModelFolder folder, Device device, LongSequenceRule? rule)
    {
        if (folder.Description.Task?.Kind.IsPerBase() != true)
            return folder.LoadPredictor(device, rule);
        return rule is null or LongSequenceRule.Windows
            ? folder.LoadPerBasePredictor(device, rule)
            : throw new RecipeException([new RecipeFault("long",
                "drops bases, and this model answers for each base; give windows, or leave it out")]);
    }
}
