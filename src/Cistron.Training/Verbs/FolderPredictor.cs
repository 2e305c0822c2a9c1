using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Windows;
using Cistron.Torch;
using Cistron.Training.Recipes;

namespace Cistron.Training.Verbs;

/// <summary>The fine-tuned model of a folder for verbs that take every kind.</summary>
internal static class FolderPredictor
{
    /// <summary>The model, whether it answers for sequences or for bases.</summary>
    /// <param name="folder">The model folder.</param>
    /// <param name="device">Where the model is to live.</param>
    /// <param name="recipe">The rule for long sequences, and the precision.</param>
    /// <exception cref="RecipeException">The rule drops bases that the model is to answer for.</exception>
    /// <exception cref="ModelFolderException">The folder holds no fine-tuned model, or is damaged.</exception>
    public static IPredictor LoadAnyPredictor(this ModelFolder folder, Device device, EnsembleUse recipe)
    {
        recipe.Precision.CheckOn(device, "precision");
        if (folder.Description.Task?.Kind.IsPerBase() != true)
            return folder.LoadPredictor(device, recipe.Long) with { Precision = recipe.Precision.AutocastType() };
        return recipe.Long is null or LongSequenceRule.Windows
            ? folder.LoadPerBasePredictor(device, recipe.Long) with { Precision = recipe.Precision.AutocastType() }
            : throw new RecipeException([new RecipeFault("long",
                "drops bases, and this model answers for each base; give windows, or leave it out")]);
    }

    /// <summary>The refusal to average models of bases.</summary>
    public static RecipeException NoEnsembleOfBases => new([new RecipeFault("ensemble",
        "is for models that answer for sequences, and this one answers for each base; leave it out")]);

    /// <summary>A model of sequences and the further ones of the recipe's key <c>ensemble</c>.</summary>
    /// <param name="predictor">The model of the recipe.</param>
    /// <param name="recipe">Names the others.</param>
    /// <param name="device">Where they are to live.</param>
    /// <exception cref="RecipeException">They cannot answer together.</exception>
    /// <exception cref="ModelFolderException">A folder holds no fine-tuned model of sequences, or is damaged.</exception>
    public static Ensemble With(this SequencePredictor predictor, EnsembleUse recipe, Device device)
    {
        try
        {
            return new Ensemble([predictor, .. recipe.Ensemble.Select(folder => ModelFolder.Open(folder).LoadPredictor(device, recipe.Long) with
            {
                Precision = predictor.Precision,
            })]);
        }
        catch (ArgumentException fault)
        {
            throw new RecipeException([new RecipeFault("ensemble", $"holds models that cannot answer together: {InputException.Quote(fault.Message)}; "
                + "give models of one task")]);
        }
    }
}
