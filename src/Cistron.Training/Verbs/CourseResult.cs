using Cistron.Data.Folders;
using Cistron.Evaluation.Embeddings;

namespace Cistron.Training.Verbs;

/// <summary>What <c>interpret course</c> found: also the manifest of the folder, <c>course.json</c>.</summary>
public sealed record CourseResult : IManifest
{
    /// <inheritdoc />
    public string Verb => CourseMapping.Verb;

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

    /// <summary>Tokens mapped.</summary>
    public required int Tokens { get; init; }

    /// <summary>Numbers of a token's vector.</summary>
    public required int Dimensions { get; init; }

    /// <summary>How many nearest neighbours were compared.</summary>
    public required int Neighbours { get; init; }

    /// <summary>What may order the tokens, in the order of the separations of each step.</summary>
    public required IReadOnlyList<string> Places { get; init; }

    /// <summary>Every kept checkpoint.</summary>
    public required IReadOnlyList<CourseStep> Steps { get; init; }
}

/// <summary>The vectors of tokens after a step.</summary>
/// <param name="Step">Updates made.</param>
/// <param name="Loss">The training loss, a mean over the last hundredth of the run before it; NaN where none was logged.</param>
/// <param name="Separations">How far bases order the vectors, for each of <see cref="CourseResult.Places"/>.</param>
public sealed record CourseStep(long Step, double Loss, IReadOnlyList<Separation> Separations);
