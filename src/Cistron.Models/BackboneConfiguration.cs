using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Cistron.Models.Bert;

namespace Cistron.Models;

/// <summary>
/// The shape of a backbone as a model folder's <c>cistron.json</c> holds it. Adding an architecture is adding one
/// derived record, and its name to the list below.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "architecture")]
[JsonDerivedType(typeof(BertConfiguration), "bert")]
public abstract record BackboneConfiguration
{
    /// <summary>Entries of the vocabulary, special tokens included.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>The most tokens of one row, special tokens included.</summary>
    public required int ContextTokens { get; init; }

    /// <summary>A backbone of this shape, with weights drawn from LibTorch's default generator: seed it first.</summary>
    /// <exception cref="ArgumentException">The numbers do not fit together; the message says which and what to do.</exception>
    public abstract Backbone Build();

    /// <summary>
    /// <c>config.json</c> as Hugging Face's software reads it; null when it has no class for this shape.
    /// </summary>
    /// <param name="outputs">Names of the outputs of a sequence head in order; null for a masked language model.</param>
    /// <param name="problemType">Hugging Face's name of the task; null for a masked language model.</param>
    public abstract JsonObject? HuggingFaceConfig(IReadOnlyList<string>? outputs, string? problemType);
}
