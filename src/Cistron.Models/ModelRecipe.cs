using System.ComponentModel;
using Cistron.Models.AwdLstm;
using Cistron.Models.Bert;
using Cistron.Models.Cnn;
using Cistron.Sequences.Tokenizers;

namespace Cistron.Models;

/// <summary>
/// The section <c>model</c> of a recipe: one architecture by its name, with its keys below it. Nothing at all is a tiny
/// BERT.
/// </summary>
public sealed record ModelRecipe
{
    /// <summary>A BERT encoder.</summary>
    [Description("an encoder that sees both sides: {preset: tiny}; the default")]
    public BertRecipe? Bert { get; init; }

    /// <summary>An AWD-LSTM.</summary>
    [Description("an LSTM that reads sequences of any length from left to right: {preset: tiny}")]
    public AwdLstmRecipe? AwdLstm { get; init; }

    /// <summary>A convolutional network.</summary>
    [Description("motif detectors: {layers: 1, kernel_tokens: 15}; best with head.pooling: max")]
    public CnnRecipe? Cnn { get; init; }

    /// <summary>A name for people, such as <c>tiny BERT</c>.</summary>
    public string Title => this switch
    {
        { AwdLstm: { } lstm } => $"{lstm.Preset.ToString().ToLowerInvariant()} AWD-LSTM",
        { Cnn: { } cnn } => $"CNN of {cnn.Layers} {(cnn.Layers == 1 ? "layer" : "layers")}",
        _ => $"{(Bert ?? new BertRecipe()).Preset.ToString().ToLowerInvariant()} BERT"
            + (Bert?.Convolution is { } convolution ? $" on kernels of {convolution.KernelBases} bases" : ""),
    };

    /// <summary>Whether the model has a convolution, which reads the letters of a <see cref="LetterTokenizer"/>.</summary>
    public bool ReadsLetters => Bert?.Convolution is not null;

    private IEnumerable<string> Named =>
        new[] { ("bert", (object?)Bert), ("awd_lstm", AwdLstm), ("cnn", Cnn) }.Where(model => model.Item2 is not null).Select(model => model.Item1);

    /// <summary>Why no backbone can have this shape, whatever vocabulary and context; null when one can.</summary>
    public string? Fault() => Named.Count() > 1
        ? $"names {Named.Count()} architectures, {string.Join(" and ", Named)}; keep one of them"
        : Configure(ReadsLetters ? LetterTokenizer.VocabularySize : 1, contextTokens: 3).Fault() is { } fault ? $"cannot be built: {fault}" : null;

    /// <summary>The configuration for a tokenizer and a context.</summary>
    /// <param name="tokenizer">Gives the vocabulary.</param>
    /// <param name="bases">
    /// The longest sequence that is to fit into a row whole; an architecture that reads rows of any length does not ask.
    /// </param>
    public BackboneConfiguration Configure(Tokenizer tokenizer, int bases)
    {
        int tokens = tokenizer.TokenCount(bases);
        // A dropped tail is covered by no token: a context of one more takes the sequence whole.
        if (tokenizer.ContextBases(tokens) < bases)
            tokens++;
        return Configure(tokenizer.Vocabulary.Count, tokens + (ReadsLetters ? Framing.Start : Framing.Both).SpecialTokens());
    }

    private BackboneConfiguration Configure(int vocabularySize, int contextTokens) =>
        AwdLstm?.Configure(vocabularySize) ?? Cnn?.Configure(vocabularySize)
        ?? (BackboneConfiguration)(Bert ?? new BertRecipe()).Configure(vocabularySize, contextTokens);
}
