using Cistron.Data.Folders;
using Cistron.Evaluation.Metrics;

namespace Cistron.Training.Verbs;

/// <summary>What <c>interpret accuracy</c> found: also the manifest of the folder, <c>accuracy.json</c>.</summary>
public sealed record AccuracyResult : IManifest
{
    /// <inheritdoc />
    public string Verb => AccuracyScoring.Verb;

    /// <inheritdoc />
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The version that wrote it.</summary>
    public required string Cistron { get; init; }

    /// <summary>The whole recipe as YAML.</summary>
    public required string Recipe { get; init; }

    /// <summary>The page.</summary>
    public required string Report { get; init; }

    /// <summary>The tokenizer in a word.</summary>
    public required string Tokenizer { get; init; }

    /// <summary>Sequences read.</summary>
    public required long Sequences { get; init; }

    /// <summary>Those of them that are longer than the context.</summary>
    public required long LongSequences { get; init; }

    /// <summary>Bases of those that the rule for long sequences left out.</summary>
    public required long DroppedBases { get; init; }

    /// <summary>Sequences without a token that could be masked, because all have ambiguous letters: they have no score.</summary>
    public required long Unscored { get; init; }

    /// <summary>All sequences together.</summary>
    public required LabelAccuracy All { get; init; }

    /// <summary>Sequences by label, in the order in which labels came; none where there are no labels.</summary>
    public required IReadOnlyList<LabelAccuracy> Labels { get; init; }

    /// <summary>The accuracy of always predicting the token that was masked most often.</summary>
    public required double CommonestShare { get; init; }

    /// <summary>Seconds of predicting.</summary>
    public required double Seconds { get; init; }
}

/// <summary>How well the masked tokens of sequences with a label are predicted.</summary>
/// <param name="Label">The label.</param>
/// <param name="Sequences">Sequences with a score.</param>
/// <param name="MaskedTokens">Their masked tokens in all draws.</param>
/// <param name="Accuracy">The mean accuracy of a sequence, with its interval of 95 % over sequences.</param>
/// <param name="BitsPerBase">The mean bits per masked base of a sequence, in the same way.</param>
/// <param name="TokenAccuracy">The accuracy over all tokens, where a long sequence counts for more.</param>
/// <param name="TokenBitsPerBase">The bits per masked base over all tokens.</param>
public sealed record LabelAccuracy(string Label, long Sequences, long MaskedTokens, Estimate Accuracy, Estimate BitsPerBase,
    double TokenAccuracy, double TokenBitsPerBase);
