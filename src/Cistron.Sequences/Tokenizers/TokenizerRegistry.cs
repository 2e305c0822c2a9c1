using System.Collections.Frozen;
using System.Text.Json;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Tokenizers.Bpe;

namespace Cistron.Sequences.Tokenizers;

/// <summary>Builds a tokenizer from its description. A new kind of tokenizer is one class and one line here.</summary>
public static class TokenizerRegistry
{
    private static readonly FrozenDictionary<string, Func<JsonElement, string, Tokenizer>> Kinds =
        new Dictionary<string, Func<JsonElement, string, Tokenizer>>
        {
            [KmerTokenizer.KindName] = KmerTokenizer.FromJson,
            [BpeTokenizer.KindName] = BpeTokenizer.FromJson,
            [LetterTokenizer.KindName] = LetterTokenizer.FromJson,
        }.ToFrozenDictionary();

    /// <summary>The tokenizer that <see cref="Tokenizer.ToJson"/> described.</summary>
    /// <param name="description">A JSON object with a <c>kind</c> and the parameters of that kind.</param>
    /// <param name="file">The file that the description stands in, which errors name.</param>
    /// <exception cref="InputException">
    /// The kind is not known, or a parameter is missing, unknown or out of range.
    /// </exception>
    public static Tokenizer FromJson(JsonElement description, string file)
    {
        if (description.ValueKind != JsonValueKind.Object
            || !description.TryGetProperty("kind", out JsonElement kind) || kind.ValueKind != JsonValueKind.String)
            throw new InputException(file, null, "the tokenizer's description names no kind",
                $"a kind is one of {Known}", "use the file as it was saved with the model");
        return Kinds.TryGetValue(kind.GetString()!, out Func<JsonElement, string, Tokenizer>? build)
            ? build(description, file)
            : throw new InputException(file, null, $"{InputException.Quote(kind.GetString())} names no kind of tokenizer",
                $"a kind is one of {Known}", "correct the name, or use the version of Cistron that saved the model");
    }

    private static string Known => string.Join(", ", Kinds.Keys.Order(StringComparer.Ordinal));
}
