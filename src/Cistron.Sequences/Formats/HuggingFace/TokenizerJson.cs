using System.Text.Json;

namespace Cistron.Sequences.Formats.HuggingFace;

/// <summary>A BPE tokenizer that Hugging Face's tokenizers saved, as DNABERT-2 has one.</summary>
/// <param name="Tokens">In the order of the ids, as the file calls them.</param>
/// <param name="Merges">Two tokens each, in the order of the ranks.</param>
/// <param name="Unknown">The token of letters that no other token has.</param>
/// <param name="FusesUnknown">Whether unknown letters side by side are one token.</param>
internal sealed record TokenizerJson(IReadOnlyList<string> Tokens, IReadOnlyList<(string Left, string Right)> Merges, string Unknown,
    bool FusesUnknown)
{
    private const long LongestFile = 1 << 26;

    // What leaves a sequence of letters in one piece.
    private static readonly string?[] Harmless = [null, "Whitespace", "WhitespaceSplit"];

    /// <summary>Reads the file.</summary>
    /// <exception cref="InputException">It is no such tokenizer, or one that changes sequences before it cuts them.</exception>
    public static TokenizerJson Read(string path)
    {
        using FileStream stream = TextSource.OpenFile(path);
        if (stream.Length > LongestFile)
            throw Fault(path, $"the file has {stream.Length:N0} bytes, more than {LongestFile:N0}");
        try
        {
            using var json = JsonDocument.Parse(stream);
            return Read(path, json.RootElement);
        }
        catch (JsonException fault)
        {
            throw new InputException(path, fault.LineNumber + 1, "this is no valid JSON", "a tokenizer.json was expected",
                "check that this is the right file", fault);
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw Fault(path, fault is FormatException ? fault.Message : "a field of the tokenizer is missing or of another kind", fault);
        }
    }

    private static TokenizerJson Read(string path, JsonElement root)
    {
        JsonElement model = root.GetProperty("model");
        // Files of older versions do not name the type of their model.
        if ((TypeOf(model) ?? "BPE") != "BPE" || !model.TryGetProperty("merges", out JsonElement merges))
            throw Unsuitable(path, "its model is none of byte pairs");
        if (TypeOf(root, "normalizer") is { } normalizer)
            throw Unsuitable(path, $"it has the normalizer {InputException.Quote(normalizer)}, which may change letters");
        if (TypeOf(root, "pre_tokenizer") is var cut && !Harmless.Contains(cut))
            throw Unsuitable(path, $"it has the pre_tokenizer {InputException.Quote(cut)}, which may cut sequences or change letters");
        foreach (string key in (string[])["continuing_subword_prefix", "end_of_word_suffix"])
            if (model.TryGetProperty(key, out var affix) && affix.ValueKind == JsonValueKind.String && affix.GetString() != "")
                throw Unsuitable(path, $"it has the {key} {InputException.Quote(affix.GetString())}");
        foreach (string key in (string[])["byte_fallback", "ignore_merges"])
            if (IsTrue(model, key))
                throw Unsuitable(path, $"it has {key}");
        if (!model.TryGetProperty("unk_token", out JsonElement unknown) || unknown.ValueKind != JsonValueKind.String)
            throw Unsuitable(path, "it has no unk_token");
        return new TokenizerJson(TokensOf(root, model), [.. merges.EnumerateArray().Select(Merge)], unknown.GetString()!,
            IsTrue(model, "fuse_unk"));
    }

    private static string[] TokensOf(JsonElement root, JsonElement model)
    {
        Dictionary<int, string> tokens = [];
        foreach (JsonProperty token in model.GetProperty("vocab").EnumerateObject())
            Add(token.Value.GetInt32(), token.Name);
        if (root.TryGetProperty("added_tokens", out JsonElement added) && added.ValueKind == JsonValueKind.Array)
            foreach (JsonElement token in added.EnumerateArray())
                Add(token.GetProperty("id").GetInt32(), token.GetProperty("content").GetString()!);
        if (tokens.Count == 0)
            throw new FormatException("there are no tokens");
        return [.. Enumerable.Range(0, tokens.Count).Select(id => tokens.TryGetValue(id, out string? token)
            ? token
            : throw new FormatException($"there are {tokens.Count:N0} tokens, and none has the id {id}"))];

        void Add(int id, string token)
        {
            if (!tokens.TryAdd(id, token) && tokens[id] != token)
                throw new FormatException($"the id {id} is that of {InputException.Quote(tokens[id])} and of {InputException.Quote(token)}");
        }
    }

    // A text with a blank or, since version 0.20 of the library, a list of two.
    private static (string, string) Merge(JsonElement merge, int rank)
    {
        string[] words = merge.ValueKind == JsonValueKind.Array
            ? [.. merge.EnumerateArray().Select(word => word.GetString() ?? "")]
            : merge.GetString()!.Split(' ');
        return words is [{ Length: > 0 } left, { Length: > 0 } right] ? (left, right)
            : throw new FormatException($"merge {rank + 1} does not name two tokens");
    }

    private static string? TypeOf(JsonElement parent, string key) =>
        parent.TryGetProperty(key, out JsonElement part) && part.ValueKind != JsonValueKind.Null ? TypeOf(part) ?? "" : null;

    private static string? TypeOf(JsonElement part) => part.TryGetProperty("type", out JsonElement type) ? type.GetString() : null;

    private static bool IsTrue(JsonElement model, string key) =>
        model.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    private static InputException Unsuitable(string path, string found) => new(path, null, found,
        "a tokenizer of byte pairs that takes sequences as they are was expected, as DNABERT-2 has one", "train one with 'tokenizer train'");

    private static InputException Fault(string path, string found, Exception? inner = null) => new(path, null, found,
        "a tokenizer.json of Hugging Face's tokenizers was expected", "check that this is the right file", inner);
}
