using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Cistron.Models.AwdLstm;
using Cistron.Models.Bert;
using Cistron.Models.Cnn;
using Cistron.Models.Folders;

namespace Cistron.Models;

/// <summary>
/// The shape of a backbone as a model folder's <c>cistron.json</c> holds it. Adding an architecture is adding one
/// derived record, and its name to the list below.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "architecture")]
[JsonDerivedType(typeof(BertConfiguration), "bert")]
[JsonDerivedType(typeof(AwdLstmConfiguration), "awd_lstm")]
[JsonDerivedType(typeof(CnnConfiguration), "cnn")]
public abstract record BackboneConfiguration
{
    /// <summary>Entries of the vocabulary, special tokens included.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>The most tokens of one row, special tokens included.</summary>
    public required int ContextTokens { get; init; }

    /// <summary>The special tokens around the content of a row.</summary>
    [JsonIgnore]
    public virtual Framing Framing => Framing.Both;

    /// <summary>Tokens of content that share a hidden state: 1, or the bases under a kernel.</summary>
    [JsonIgnore]
    public virtual int TokensPerState => 1;

    /// <summary>Hidden states of a row of so many tokens, of which the first is [CLS] and has its own.</summary>
    public int StatesOf(int tokens) => tokens == 0 ? 0 : 1 + (tokens + TokensPerState - 2) / TokensPerState;

    /// <summary>A backbone of this shape, with weights drawn from LibTorch's default generator: seed it first.</summary>
    /// <exception cref="ArgumentException">The shape has a <see cref="Fault"/>.</exception>
    public abstract Backbone Build();

    /// <summary>
    /// Why there can be no backbone of this shape, such as <c>layers is -1 where 1 to 200 can be</c>; null when there can.
    /// Ask before a shape from a file is built: the file may be hostile.
    /// </summary>
    public abstract string? Fault();

    /// <summary>
    /// Why a backbone of this shape cannot be trained to predict the next token, such as <c>a bidirectional LSTM has read the
    /// next token before it predicts it</c>; null when it can.
    /// </summary>
    public abstract string? CausalFault();

    /// <summary>The same shape with another probability of dropout everywhere.</summary>
    public abstract BackboneConfiguration WithDropout(double probability);

    /// <summary>The number of single weights of a backbone of this shape, without building it.</summary>
    public abstract long CountParameters();

    /// <summary>
    /// <c>config.json</c> as Hugging Face's software reads it; null when it has no class for this shape.
    /// </summary>
    /// <param name="task">The sequence head and its task; null for a masked language model.</param>
    public abstract JsonObject? HuggingFaceConfig(SequenceTask? task);
}
