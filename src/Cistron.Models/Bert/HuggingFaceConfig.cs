using System.Globalization;
using System.Text.Json;
using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;

namespace Cistron.Models.Bert;

/// <summary>
/// A BERT's <c>config.json</c> as Hugging Face's software writes it. What a file leaves out has the default that it has
/// there; what Cistron's BERT does not have is refused before anything is built.
/// </summary>
public sealed class HuggingFaceConfig
{
    // Far more than any model's; the names of labels are all that can be long.
    private const long LongestFile = 1 << 24;
    private const int LongestLabel = 200;

    private const string Restore = "give the file as it was saved";
    private const string OtherModel = "this is another model than BERT, and is not read";

    private static readonly string[] Encoders = ["BertModel", "BertForMaskedLM", "BertForPreTraining"];

    /// <summary>The second is DNABERT's own, which differs in sequences beyond the context only.</summary>
    private static readonly string[] Classifiers = ["BertForSequenceClassification", "DNABertForSequenceClassification"];

    private readonly string _path;
    private readonly JsonElement _config;
    private readonly string? _problem;
    private readonly List<string> _labels;

    private HuggingFaceConfig(string path, JsonElement config)
    {
        (_path, _config) = (path, config);
        CheckModel();
        HasClassifier = ReadClass();
        Shape = ReadShape();
        if (Shape.Fault() is { } fault)
            throw Fault($"no BERT can be built: {fault}", "a shape within these limits was expected", Restore);
        (_problem, _labels) = (Text("problem_type"), ReadLabels());
    }

    /// <summary>The shape, with the vocabulary that the file states.</summary>
    public BertConfiguration Shape { get; }

    /// <summary>Whether a classifier stands on the encoder; null when the file does not say.</summary>
    public bool? HasClassifier { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It cannot be read, is damaged, or is of a model that Cistron does not have.</exception>
    public static HuggingFaceConfig Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            if (file.Length > LongestFile)
                throw new InputException(path, null, $"the file has {file.Length} bytes", $"at most {LongestFile} were expected",
                    "check that this is the right file");
            using var document = JsonDocument.Parse(file, new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new HuggingFaceConfig(path, document.RootElement.Clone())
                : throw new InputException(path, null, "this is no JSON object", "the configuration of a model was expected", Restore);
        }
        // Text that is no Unicode is found when it is read.
        catch (Exception damage) when (damage is JsonException or InvalidOperationException)
        {
            throw new InputException(path, (damage as JsonException)?.LineNumber + 1, "this is no valid JSON, or a name stands in it twice",
                "the configuration of a model was expected", Restore, damage);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, null, "the file cannot be read", "a readable file was expected",
                "check the path and the right to read it", fault);
        }
    }

    /// <summary>
    /// The task of a classifier with so many outputs: <c>problem_type</c>, or where it is not told a regression for one
    /// output and classes for several. The outputs have the names in <c>id2label</c>; the default names
    /// <c>LABEL_0</c> … may be of any number, for old software kept those of another task.
    /// </summary>
    /// <exception cref="InputException">There is no such task, or the names are not those of so many outputs.</exception>
    public SequenceTask TaskOf(int outputs)
    {
        TaskKind kind = _problem switch
        {
            null => DefaultTask(outputs).Kind,
            "regression" => TaskKind.Regression,
            "single_label_classification" => TaskKind.MultiClass,
            "multi_label_classification" => TaskKind.MultiLabel,
            var other => throw Fault($"problem_type is {InputException.Quote(other)}",
                "regression, single_label_classification or multi_label_classification was expected", "correct it"),
        };
        if (kind == TaskKind.Regression != (outputs == 1) && kind != TaskKind.MultiLabel)
            throw Fault($"problem_type is '{_problem}' of {outputs} outputs", "one value, or two or more classes were expected",
                "correct problem_type");
        if (_labels.Count != outputs && _labels.Where((name, i) => name != DefaultLabel(i)).Any())
            throw Fault($"id2label names {_labels.Count} labels", $"the classifier has {outputs} outputs",
                "give the config.json that was saved with the weights");
        var task = DefaultTask(outputs) with { Kind = kind };
        return _labels.Count == outputs ? task with { Outputs = _labels } : task;
    }

    /// <summary>The task of a classifier that comes without a configuration.</summary>
    public static SequenceTask DefaultTask(int outputs) => new()
    {
        Kind = outputs == 1 ? TaskKind.Regression : TaskKind.MultiClass,
        Outputs = [.. Enumerable.Range(0, outputs).Select(DefaultLabel)],
        Pooling = Pooling.Cls,
    };

    private static string DefaultLabel(int output) => string.Create(CultureInfo.InvariantCulture, $"LABEL_{output}");

    private void CheckModel()
    {
        if (Text("model_type") is { } type and not "bert")
            throw Fault($"model_type is {InputException.Quote(type)}", "'bert' was expected", OtherModel);
        if (_config.TryGetProperty("alibi_starting_size", out _))
            throw Fault("alibi_starting_size is there", "learned positions were expected, and DNABERT-2 has ALiBi and other layers",
                OtherModel);
        if (Text("position_embedding_type") is { } positions and not "absolute")
            throw Fault($"position_embedding_type is {InputException.Quote(positions)}", "'absolute' was expected", OtherModel);
        foreach (string flag in (string[])["is_decoder", "add_cross_attention"])
            if (Value(flag) is { ValueKind: not JsonValueKind.False })
                throw Fault($"{flag} is set", "an encoder was expected", OtherModel);
        if (Value("pruned_heads") is { } pruned && (pruned.ValueKind != JsonValueKind.Object || pruned.EnumerateObject().Any()))
            throw Fault("pruned_heads is not empty", "layers with all their heads were expected", OtherModel);
    }

    private bool? ReadClass()
    {
        if (Value("architectures") is not { } classes)
            return null;
        var first = classes.ValueKind == JsonValueKind.Array ? classes.EnumerateArray().FirstOrDefault() : default;
        string name = first.ValueKind == JsonValueKind.String ? first.GetString()! : classes.GetRawText();
        return Classifiers.Contains(name) ? true
            : Encoders.Contains(name) ? false
            : throw Fault($"architectures names {InputException.Quote(name)}",
                $"one of {string.Join(", ", Encoders.Concat(Classifiers))} was expected",
                "its head is not read; write BertModel there to take the encoder alone");
    }

    private BertConfiguration ReadShape()
    {
        string activation = Text("hidden_act") ?? "gelu";
        var known = Activations.HuggingFaceNames;
        if (Number("type_vocab_size", BertEmbeddings.TokenTypes) is var types && types != BertEmbeddings.TokenTypes)
            throw Fault($"type_vocab_size is {types}", $"{BertEmbeddings.TokenTypes} types of tokens were expected, as BERT has them",
                OtherModel);
        return new BertConfiguration
        {
            VocabularySize = Number("vocab_size", 30522),
            ContextTokens = Number("max_position_embeddings", 512),
            Layers = Number("num_hidden_layers", 12),
            Dimensions = Number("hidden_size", 768),
            Heads = Number("num_attention_heads", 12),
            FeedForward = Number("intermediate_size", 3072),
            Activation = known.Any(pair => pair.Name == activation)
                ? known.First(pair => pair.Name == activation).Activation
                : throw Fault($"hidden_act is {InputException.Quote(activation)}",
                    $"one of {string.Join(", ", known.Select(pair => pair.Name))} was expected", OtherModel),
            Dropout = Real("hidden_dropout_prob", 0.1),
            AttentionDropout = Real("attention_probs_dropout_prob", 0.1),
            InitialDeviation = Real("initializer_range", 0.02),
            NormalizationEpsilon = Real("layer_norm_eps", 1e-12),
        };
    }

    /// <summary>The names in the order of their outputs; none when the file has none.</summary>
    private List<string> ReadLabels()
    {
        if (Value("id2label") is not { } map)
            return [];
        var names = new List<string>();
        if (map.ValueKind == JsonValueKind.Object)
            while (map.TryGetProperty($"{names.Count}", out var name))
                names.Add(name.ValueKind == JsonValueKind.String ? name.GetString()! : name.GetRawText());
        if (map.ValueKind != JsonValueKind.Object || names.Count != map.EnumerateObject().Count()
            || names.Distinct().Count() != names.Count
            || names.Any(name => name.Length is 0 or > LongestLabel || name.Any(char.IsControl)))
            throw Fault("id2label is damaged", "a name of its own was expected for each output, numbered from 0, without control " +
                                               $"characters and of at most {LongestLabel} letters", "correct it");
        return names;
    }

    private JsonElement? Value(string name) =>
        _config.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string? Text(string name) => Value(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => throw NotA("word", name, other),
    };

    private int Number(string name, int missing) => Value(name) switch
    {
        null => missing,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out int value) => value,
        { } other => throw NotA("whole number", name, other),
    };

    private double Real(string name, double missing) => Value(name) switch
    {
        null => missing,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out double value) => value,
        { } other => throw NotA("number", name, other),
    };

    private InputException NotA(string kind, string name, JsonElement value) =>
        Fault($"{name} is {InputException.Quote(value.GetRawText())}", $"a {kind} was expected", Restore);

    private InputException Fault(string found, string expected, string remedy) => new(_path, null, found, expected, remedy);
}
