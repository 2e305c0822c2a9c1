using System.Text.Json.Nodes;

namespace Cistron.Sequences.Tokenizers;

/// <summary>What Hugging Face software reads of a tokenizer: stages by name, one JSON object a file.</summary>
internal static class HuggingFaceFiles
{
    private static readonly string[] Roles = ["pad_token", "unk_token", "cls_token", "sep_token", "mask_token"];

    /// <summary><c>tokenizer.json</c>: the stages of a tokenizer, its tokens framed as <c>[CLS] … [SEP]</c>.</summary>
    public static JsonObject Tokenizer(Tokenizer tokenizer)
    {
        Vocabulary vocabulary = tokenizer.Vocabulary;
        return new JsonObject
        {
            ["version"] = "1.0",
            ["truncation"] = null,
            ["padding"] = null,
            ["added_tokens"] = new JsonArray([.. SpecialTokens.Names.Select(name => AddedToken(name, vocabulary))]),
            ["normalizer"] = null,
            ["pre_tokenizer"] = tokenizer.PreTokenizer,
            ["post_processor"] = Framing(vocabulary),
            ["decoder"] = tokenizer.Decoder,
            ["model"] = tokenizer.Model,
        };
    }

    /// <summary>The <c>vocab</c> of a model: the id of each token.</summary>
    public static JsonObject VocabularyObject(Vocabulary vocabulary) =>
        new(vocabulary.Tokens.Select((token, id) => KeyValuePair.Create(token, (JsonNode?)id)));

    /// <summary><c>tokenizer_config.json</c> for rows of at most <paramref name="contextTokens"/> tokens.</summary>
    public static JsonObject Configuration(int contextTokens)
    {
        JsonObject configuration = SpecialTokensMap();
        configuration["tokenizer_class"] = "PreTrainedTokenizerFast";
        configuration["model_max_length"] = contextTokens;
        configuration["clean_up_tokenization_spaces"] = false;
        // For software that reads vocab.txt instead, and would not know k-mers in lower case.
        configuration["do_lower_case"] = false;
        return configuration;
    }

    /// <summary><c>special_tokens_map.json</c>: which token plays which role.</summary>
    public static JsonObject SpecialTokensMap() =>
        new(Roles.Zip(SpecialTokens.Names, (role, name) => KeyValuePair.Create(role, (JsonNode?)name)));

    private static JsonObject AddedToken(string name, Vocabulary vocabulary) => new JsonObject
    {
        ["id"] = vocabulary.IdOf(name),
        ["content"] = name,
        ["single_word"] = false,
        ["lstrip"] = false,
        ["rstrip"] = false,
        ["normalized"] = false,
        ["special"] = true,
    };

    private static JsonObject Framing(Vocabulary vocabulary) => new()
    {
        ["type"] = "TemplateProcessing",
        ["single"] = new JsonArray(Special("[CLS]", 0), Content("A", 0), Special("[SEP]", 0)),
        ["pair"] = new JsonArray(
            Special("[CLS]", 0), Content("A", 0), Special("[SEP]", 0), Content("B", 1), Special("[SEP]", 1)),
        ["special_tokens"] = new JsonObject
        {
            ["[CLS]"] = Replacement("[CLS]", vocabulary),
            ["[SEP]"] = Replacement("[SEP]", vocabulary),
        },
    };

    private static JsonObject Special(string name, int type) =>
        new JsonObject { ["SpecialToken"] = new JsonObject { ["id"] = name, ["type_id"] = type } };

    private static JsonObject Content(string name, int type) =>
        new JsonObject { ["Sequence"] = new JsonObject { ["id"] = name, ["type_id"] = type } };

    private static JsonObject Replacement(string name, Vocabulary vocabulary) => new JsonObject
    {
        ["id"] = name,
        ["ids"] = new JsonArray(vocabulary.IdOf(name)),
        ["tokens"] = new JsonArray(name),
    };
}
