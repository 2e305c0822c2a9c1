using Cistron.Models.Bert;
using Cistron.Models.Importance;
using Cistron.Models.Inference;
using Cistron.Runs.Recipes;

namespace Cistron.Training.Interpretation;

/// <summary>How the bases of a sequence are scored.</summary>
public enum ImportanceMethod
{
    /// <summary>Gradient times input, for any architecture; see <see cref="GradientImportance"/>.</summary>
    Gradient,

    /// <summary>What [CLS] attends to, for encoders with attention; see <see cref="AttentionImportance"/>.</summary>
    Attention,
}

/// <summary>The rules behind <see cref="ImportanceMethod"/>.</summary>
public static class ImportanceMethods
{
    /// <summary>Scores of bases by this method.</summary>
    /// <param name="method">How.</param>
    /// <param name="predictor">A model of classes or labels; <see cref="ImportanceMethod.Gradient"/> freezes it.</param>
    /// <param name="output">The class among its outputs.</param>
    /// <exception cref="RecipeException">The model has no attention.</exception>
    public static BaseImportance Of(this ImportanceMethod method, SequencePredictor predictor, int output) => new(predictor, method switch
    {
        ImportanceMethod.Gradient =>
            new GradientImportance(predictor.Model, predictor.Task.Kind, output, predictor.Encoder.Tokenizer.Vocabulary),
        _ when predictor.Model.Backbone is BertBackbone backbone => new AttentionImportance(predictor.Model, backbone),
        _ => throw new RecipeException([new RecipeFault("method",
            $"is attention, and a model of the architecture {predictor.Model.Backbone.Name} has none; give gradient")]),
    });
}
