using System.Text.Json.Nodes;
using Cistron.Models.Heads;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Datasets;

namespace Cistron.Models.Folders;

/// <summary>The content of a model folder's <c>cistron.json</c>: all that is needed to use the weights beside it.</summary>
public sealed record ModelDescription
{
    /// <summary>The version of this file's layout that this Cistron writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Far more outputs than any task has; each is a row of the head's weights.</summary>
    public const int MostOutputs = 100_000;

    /// <summary>The version of the layout.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The backbone's architecture and shape.</summary>
    public required BackboneConfiguration Backbone { get; init; }

    /// <summary>What <c>Tokenizer.ToJson</c> gave.</summary>
    public required JsonObject Tokenizer { get; init; }

    /// <summary>The tokenizer's fingerprint: a folder whose tokenizer was exchanged is refused.</summary>
    public required string TokenizerFingerprint { get; init; }

    /// <summary>The task of a fine-tuned model; null for a language model.</summary>
    public SequenceTask? Task { get; init; }

    /// <summary>What the head of a language model predicts; with a <see cref="Task"/> it says nothing.</summary>
    public PredictedTokens Predicts { get; init; } = PredictedTokens.Masked;

    /// <summary>How the model came to be, for the model card and for whoever asks later.</summary>
    public JsonObject Training { get; init; } = [];
}

/// <summary>What a language model was trained to predict.</summary>
public enum PredictedTokens
{
    /// <summary>Tokens that are hidden from it, from both sides.</summary>
    Masked,

    /// <summary>The next token, from those before it.</summary>
    Next,
}

/// <summary>What a fine-tuned model is asked, of sequences or of their bases, and what its outputs mean.</summary>
public sealed record SequenceTask
{
    /// <summary>What kind of answer the head gives, and whether to the sequence or to each base.</summary>
    public required TaskKind Kind { get; init; }

    /// <summary>Names of the outputs in order: classes, labels, or the one value.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>How hidden states become one vector; null for a task of bases, which have states of their own.</summary>
    public required Pooling? Pooling { get; init; }

    /// <summary>Sizes of layers with a ReLU between that vector and the outputs. Default: none.</summary>
    public IReadOnlyList<int> HiddenLayers { get; init; } = [];

    /// <summary>
    /// Whether answers are the mean over a sequence and its reverse complement; of bases they never are. Default: the
    /// sequence alone.
    /// </summary>
    public StrandSampling Strands { get; init; } = StrandSampling.Forward;

    /// <summary>Mean of the training targets, which outputs that are numbers are relative to.</summary>
    public double TargetMean { get; init; }

    /// <summary>Standard deviation of the training targets, which outputs that are numbers are in units of.</summary>
    public double TargetDeviation { get; init; } = 1;
}
