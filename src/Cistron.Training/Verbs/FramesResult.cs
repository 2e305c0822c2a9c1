using Cistron.Data.Folders;
using Cistron.Evaluation.Metrics;
using Cistron.Training.Interpretation;

namespace Cistron.Training.Verbs;

/// <summary>What <c>interpret frames</c> found: also the manifest of the folder, <c>frames.json</c>.</summary>
public sealed record FramesResult : IManifest
{
    /// <inheritdoc />
    public string Verb => FrameShifting.Verb;

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

    /// <summary>The names of the sequences used.</summary>
    public required IReadOnlyList<string> Sequences { get; init; }

    /// <summary>How many of them are longer than the context.</summary>
    public required int LongSequences { get; init; }

    /// <summary>Sequences of the input that were too short to be used.</summary>
    public required long TooShort { get; init; }

    /// <summary>Numbers of a vector.</summary>
    public required int Dimensions { get; init; }

    /// <summary>The distance from the whole sequence at each shift, beginning with 0.</summary>
    public required IReadOnlyList<ShiftDistance> ByShift { get; init; }

    /// <summary>The distance of two versions of a sequence by frame, for codons and then for the model's own k.</summary>
    public required IReadOnlyList<FrameDistance> ByFrame { get; init; }

    /// <summary>The distance of a whole sequence from the others.</summary>
    public required Estimate OtherSequences { get; init; }

    /// <summary>The distance of a sequence's versions from the whole one, as a share of its distance from other sequences.</summary>
    public required Estimate Share { get; init; }

    /// <summary>The share of all variance that the first principal component has.</summary>
    public required double FirstShare { get; init; }

    /// <summary>The share that the second has.</summary>
    public required double SecondShare { get; init; }
}
