using Cistron.Data.Folders;

namespace Cistron.Training.Verbs;

/// <summary>What <c>import</c> made.</summary>
public sealed record ImportResult
{
    /// <summary>The model folder.</summary>
    public required string ModelFolder { get; init; }

    /// <summary>The software that the weights come from, such as <c>fastai</c>.</summary>
    public required string Software { get; init; }

    /// <summary>The files that were read.</summary>
    public required IReadOnlyList<SourceFile> Sources { get; init; }

    /// <summary>Single weights of the model, head included.</summary>
    public required long Parameters { get; init; }

    /// <summary>The names of a classifier's outputs; none for a language model.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>The tokenizer in words.</summary>
    public required string Tokenizer { get; init; }

    /// <summary>Entries of the tokenizer's vocabulary.</summary>
    public required int Tokens { get; init; }

    /// <summary>Those that the file has no row for; they begin with the mean of its rows.</summary>
    public required IReadOnlyList<string> TokensWithoutRow { get; init; }

    /// <summary>The file's tokens that the tokenizer does not make; their rows were left out.</summary>
    public required IReadOnlyList<string> UnusedTokens { get; init; }

    /// <summary>The model's parameters that the file does not have; they have the values of a new model.</summary>
    public required IReadOnlyList<string> MissingWeights { get; init; }

    /// <summary>The file's tensors that the model has no place for.</summary>
    public required IReadOnlyList<string> UnexpectedWeights { get; init; }
}
