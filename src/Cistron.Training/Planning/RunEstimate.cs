using System.Text.Json.Serialization;

namespace Cistron.Training.Planning;

/// <summary>What a run of pre-training would take: what <c>pretrain --plan</c> shows.</summary>
public sealed record RunEstimate
{
    /// <summary>The model for people, such as <c>base BERT</c>, and what it predicts.</summary>
    public required string Model { get; init; }

    /// <summary>The tokenizer for people.</summary>
    public required string Tokenizer { get; init; }

    /// <summary>Where the recipe would run.</summary>
    public required string Device { get; init; }

    /// <summary>The recipe's precision: fp32, bf16 or fp16.</summary>
    public required string Precision { get; init; }

    /// <summary>Weights of each part.</summary>
    public required IReadOnlyList<ModelPart> Parts { get; init; }

    /// <summary>All weights.</summary>
    public long Weights => Parts.Sum(part => part.Weights);

    /// <summary>The largest forward pass of a step.</summary>
    public required PassShape LargestPass { get; init; }

    /// <summary>Forward passes of a step.</summary>
    public required int Passes { get; init; }

    /// <summary>Sequences of a step.</summary>
    public required long RowsPerStep { get; init; }

    /// <summary>Tokens of a step, padding left out.</summary>
    public required double TokensPerStep { get; init; }

    /// <summary>Tokens of a step that are to be predicted.</summary>
    public required double TargetsPerStep { get; init; }

    /// <summary>Updates of the run; null where passes over a corpus were asked for whose size is not known.</summary>
    public required long? Steps { get; init; }

    /// <summary>Tokens of the run; null likewise.</summary>
    public double? Tokens => TokensPerStep * Steps;

    /// <summary>Bases to train on; null where the corpus is not there.</summary>
    public required long? TrainingBases { get; init; }

    /// <summary>Passes over them.</summary>
    public required double? Epochs { get; init; }

    /// <summary>Weights of the backbone that every token is multiplied by.</summary>
    public required long FactorWeights { get; init; }

    /// <summary>Weights of the head that every token to predict is multiplied by.</summary>
    public required long HeadFactorWeights { get; init; }

    /// <summary>See <see cref="ModelArithmetic.PassesOfLayers"/>.</summary>
    public required int PassesOfLayers { get; init; }

    /// <summary>Floating-point operations of a step.</summary>
    public required Operations OperationsPerStep { get; init; }

    /// <summary>Floating-point operations of the run.</summary>
    public double? Operations => OperationsPerStep.Total * Steps;

    /// <summary>Memory in float32.</summary>
    public required MemoryEstimate MemoryInFp32 { get; init; }

    /// <summary>Memory with matrix products in bfloat16 or float16.</summary>
    public required MemoryEstimate MemoryInBf16 { get; init; }

    /// <summary>Memory in the recipe's precision.</summary>
    [JsonIgnore]
    public MemoryEstimate Memory => Precision == "fp32" ? MemoryInFp32 : MemoryInBf16;

    /// <summary>Bytes of main memory that can be had; null where that is not known, or the model is on another device.</summary>
    public required long? AvailableMemory { get; init; }

    /// <summary>The most rows of a forward pass that fit into them.</summary>
    public long? LargestRows => AvailableMemory is { } bytes ? Memory.RowsIn(bytes) : null;

    /// <summary>
    /// The largest batch that fits and makes steps of as many rows with more accumulation; null where the recipe's fits,
    /// where none does, and where it is not known.
    /// </summary>
    public long? FittingBatch => LargestRows is { } most and > 0 && most < LargestPass.Rows
        ? Enumerable.Range(1, (int)most).Reverse().First(rows => RowsPerStep % rows == 0)
        : null;

    /// <summary>
    /// The most rows that fit with <c>training.activation_checkpointing</c>; null where the recipe's fit or have it, where that
    /// makes no difference, and where it is not known.
    /// </summary>
    public long? LargestRowsRecomputed => LargestRows < LargestPass.Rows && MemoryRecomputed?.RowsIn(AvailableMemory!.Value) is { } rows
        && rows > LargestRows ? rows : null;

    /// <summary>
    /// Memory in the recipe's precision were layers computed again; null where they are, and where they cannot be.
    /// </summary>
    [JsonIgnore]
    public MemoryEstimate? MemoryRecomputed { get; init; }

    /// <summary>What was measured on this machine; null where nothing was.</summary>
    public Measurement? Measured { get; init; }

    /// <summary>Seconds of a step on this machine.</summary>
    public double? StepSeconds => Measured?.StepSeconds(OperationsPerStep.Total);

    /// <summary>Seconds of the run on this machine.</summary>
    public double? RunSeconds => StepSeconds * Steps;

    /// <summary>What GPUs would take, those whose peak says something about it.</summary>
    public required IReadOnlyList<AcceleratorEstimate> Accelerators { get; init; }

    /// <summary>What the estimate was made for.</summary>
    public required EstimateConditions Conditions { get; init; }

    /// <summary>What could not be known, and why; a sentence each.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }
}
