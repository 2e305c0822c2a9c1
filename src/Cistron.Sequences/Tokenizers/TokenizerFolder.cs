using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Tokenizers;

/// <summary>
/// The tokenizer's files in a model folder: <c>vocab.txt</c>, and the three that Hugging Face software reads. They are
/// for others: Cistron builds the tokenizer from its description in <c>cistron.json</c> and only checks that
/// <c>vocab.txt</c> agrees.
/// </summary>
public static class TokenizerFolder
{
    /// <summary>One token a line, in the order of the ids.</summary>
    public const string VocabularyFile = "vocab.txt";

    // Far more than any token has; a hostile file must not fill the memory with one.
    private const int LongestLine = 1 << 16;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Writes the four files, each of them whole or not at all.</summary>
    /// <param name="tokenizer">What to describe.</param>
    /// <param name="folder">An existing model folder.</param>
    /// <param name="contextTokens">The longest row that the model takes, <c>[CLS]</c> and <c>[SEP]</c> included.</param>
    public static void Save(Tokenizer tokenizer, string folder, int contextTokens)
    {
        string vocabulary = string.Concat(tokenizer.Vocabulary.Tokens.Select(token => token + "\n"));
        Write(folder, VocabularyFile, vocabulary);
        Write(folder, "tokenizer.json", HuggingFaceFiles.Tokenizer(tokenizer));
        Write(folder, "tokenizer_config.json", HuggingFaceFiles.Configuration(contextTokens));
        Write(folder, "special_tokens_map.json", HuggingFaceFiles.SpecialTokensMap());
    }

    /// <summary>The tokenizer of a model folder.</summary>
    /// <param name="folder">The model folder.</param>
    /// <param name="description">What <see cref="Tokenizer.ToJson"/> gave when the folder was saved.</param>
    /// <param name="descriptionFile">The file that the description stands in, which errors name.</param>
    /// <exception cref="InputException">
    /// The description is not valid, or <c>vocab.txt</c> is missing or says otherwise: the first differing line is named.
    /// </exception>
    public static Tokenizer Load(string folder, JsonElement description, string descriptionFile)
    {
        Tokenizer tokenizer = TokenizerRegistry.FromJson(description, descriptionFile);
        CheckVocabulary(tokenizer, Path.Combine(folder, VocabularyFile));
        return tokenizer;
    }

    private static void CheckVocabulary(Tokenizer tokenizer, string path)
    {
        using TextLines lines = TextLines.Open(path, LongestLine);
        foreach (string token in tokenizer.Vocabulary.Tokens)
        {
            if (!lines.Next(out ReadOnlySpan<byte> line))
                throw Disagreement(path, lines.Number + 1, "the end of the file", $"'{token}'");
            string written = Encoding.UTF8.GetString(line);
            if (written != token)
                throw Disagreement(path, lines.Number, InputException.Quote(written), $"'{token}'");
        }
        if (lines.Next(out ReadOnlySpan<byte> more))
            throw Disagreement(path, lines.Number, InputException.Quote(Encoding.UTF8.GetString(more)), "the end");
    }

    private static InputException Disagreement(string path, long line, string found, string expected) =>
        new(path, line, $"the vocabulary has {found}", $"the model's tokenizer has {expected} here",
            "use the vocab.txt that was saved with the model");

    private static void Write(string folder, string name, JsonObject json) =>
        Write(folder, name, json.ToJsonString(Indented) + "\n");

    private static void Write(string folder, string name, string text) =>
        TextTarget.Write(Path.Combine(folder, name), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
