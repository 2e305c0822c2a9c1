using System.ComponentModel;

namespace Cistron.Training.Recipes;

/// <summary>What verbs are told whose answers are the end: of one model, or the mean of several.</summary>
public abstract record EnsembleUse : SequenceUse
{
    /// <summary>The precision of matrix products.</summary>
    [Description("fp32; bf16 or (CUDA alone) fp16: faster where doctor says so, and probabilities differ from the third digit on")]
    public Precision Precision { get; init; } = Precision.Fp32;

    /// <summary>Further models whose answers are averaged with those of the model.</summary>
    [Description("further model folders of the same task, with any tokens and shapes: probabilities are averaged over all; of sequences alone")]
    public IReadOnlyList<string> Ensemble { get; init; } = [];
}
