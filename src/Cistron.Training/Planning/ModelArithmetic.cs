using Cistron.Models;
using Cistron.Models.AwdLstm;
using Cistron.Models.Folders;

namespace Cistron.Training.Planning;

/// <summary>What a language model costs: a backbone and its head.</summary>
public sealed record ModelArithmetic(BackboneArithmetic Backbone, LanguageHeadArithmetic Head)
{
    /// <summary>
    /// The backward pass makes two matrix products where the forward pass made one: for the gradient of the input and for
    /// that of the weights (Kaplan et al. 2020, §2.1).
    /// </summary>
    private const int PassesInOne = 3;

    /// <summary>The arithmetic of a shape with its head; null for an architecture that has none yet.</summary>
    /// <param name="shape">The backbone's shape.</param>
    /// <param name="predicts">What the head predicts.</param>
    /// <param name="recomputesLayers">See <see cref="BackboneArithmetic.RecomputesLayers"/>.</param>
    public static ModelArithmetic? Of(BackboneConfiguration shape, PredictedTokens predicts, bool recomputesLayers = false) =>
        BackboneArithmetic.Of(shape, recomputesLayers) is { } backbone
            ? new ModelArithmetic(backbone, new LanguageHeadArithmetic(predicts, backbone.Dimensions, shape.VocabularySize,
                IsTied: shape is not AwdLstmConfiguration { TiedDecoder: false }))
            : null;

    /// <summary>Weights, part by part.</summary>
    public IReadOnlyList<ModelPart> Parts => [.. Backbone.Parts, new ModelPart("head", Head.Weights)];

    /// <summary>All single weights.</summary>
    public long Weights => Parts.Sum(part => part.Weights);

    /// <summary>Weights of matrix products.</summary>
    public long FactorWeights => Backbone.FactorWeights + Head.FactorWeights;

    /// <summary>Forward passes that layers cost as much as: 3, or 4 where they are computed again.</summary>
    public int PassesOfLayers => Backbone.RecomputesLayers ? PassesInOne + 1 : PassesInOne;

    /// <summary>
    /// Operations of a forward pass and its backward pass: 6 N for each of N factors and each token, plus attention
    /// (Chowdhery et al. 2022, appendix B: 6 N + 12 L H Q T). Layers that are computed again take one more forward pass.
    /// </summary>
    public Operations Operations(PassShape pass) => new(
        PassesOfLayers * 2.0 * Backbone.FactorWeights * Backbone.PlacesOf(pass), PassesOfLayers * Backbone.AttentionOperations(pass),
        PassesInOne * 2.0 * Head.FactorWeights * Head.PlacesOf(pass));

    /// <summary>Operations of all passes of a step.</summary>
    public Operations Operations(StepShape step) =>
        step.Passes.Aggregate(default(Operations), (sum, pass) => sum + Operations(pass));
}
