using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Sequences.Datasets;

namespace Cistron.Models.Bert;

/// <summary>The shape of a BERT encoder (Devlin et al. 2019) with the switches of its successors.</summary>
public sealed record BertConfiguration : BackboneConfiguration
{
    /// <summary>More attention heads are never built.</summary>
    public const int MostHeads = 256;

    internal const int MostLayers = 200, MostDimensions = 1 << 14, MostFeedForward = 1 << 16;

    private const int MostTokens = 1 << 25, LargestVocabulary = 1 << 22;

    /// <summary>1 GiB of float32: the table of sinusoidal positions is the one part whose size no weight file shows.</summary>
    private const long LargestPositionTable = 1 << 28;

    /// <summary>Encoder layers.</summary>
    public required int Layers { get; init; }

    /// <summary>D, the length of a hidden state.</summary>
    public required int Dimensions { get; init; }

    /// <summary>Attention heads; divides <see cref="Dimensions"/>.</summary>
    public required int Heads { get; init; }

    /// <summary>The width of the feed-forward layers.</summary>
    public required int FeedForward { get; init; }

    /// <summary>How positions are told. Default: learned.</summary>
    public PositionEncoding Position { get; init; } = PositionEncoding.Learned;

    /// <summary>Where normalization stands. Default: post.</summary>
    public Normalization Normalization { get; init; } = Normalization.Post;

    /// <summary>The non-linearity. Default: exact GELU.</summary>
    public Activation Activation { get; init; } = Activation.Gelu;

    /// <summary>Probability of dropout on embeddings and sublayer outputs. Default: 0.1.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Probability of dropout on attention weights. Default: 0.1.</summary>
    public double AttentionDropout { get; init; } = 0.1;

    /// <summary>Standard deviation of the initial weights (Devlin et al.: 0.02).</summary>
    public double InitialDeviation { get; init; } = 0.02;

    /// <summary>Added to the variance in layer normalization. Default: 1e-12.</summary>
    public double NormalizationEpsilon { get; init; } = 1e-12;

    /// <summary>Bases are read by kernels, and not as tokens; null, the default, where tokens have vectors.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BertConvolution? Convolution { get; init; }

    /// <inheritdoc />
    public override int TokensPerState => Convolution?.KernelBases ?? 1;

    /// <summary>Kernels end with the sequence: [SEP] would be a base to them.</summary>
    public override Framing Framing => Convolution is null ? Framing.Both : Framing.Start;

    /// <inheritdoc />
    public override Backbone Build() => new BertBackbone(this);

    /// <inheritdoc />
    public override BackboneConfiguration WithDropout(double probability) =>
        this with { Dropout = probability, AttentionDropout = probability };

    /// <inheritdoc />
    public override string? Fault()
    {
        (string Name, double Value, double Least, double Most)[] ranges =
        [
            ("layers", Layers, 1, MostLayers), ("dimensions", Dimensions, 1, MostDimensions), ("heads", Heads, 1, MostHeads),
            ("feed_forward", FeedForward, 1, MostFeedForward), ("vocabulary_size", VocabularySize, 1, LargestVocabulary),
            ("context_tokens", ContextTokens, Framing.SpecialTokens() + 1, MostTokens), ("dropout", Dropout, 0, 0.99),
            ("attention_dropout", AttentionDropout, 0, 0.99), ("initial_deviation", InitialDeviation, 0, 100),
            ("normalization_epsilon", NormalizationEpsilon, 0, 1),
        ];
        foreach (var (name, value, least, most) in ranges)
            if (!(value >= least && value <= most))
                return $"{name} is {value} where {least} to {most} can be";
        if (Convolution?.Fault(VocabularySize) is { } fault)
            return fault;
        if (Dimensions % Heads != 0)
            return $"{Heads} attention heads do not divide {Dimensions} dimensions";
        if (Position == PositionEncoding.Rotary && Dimensions / Heads % 2 != 0)
            return $"rotary positions turn pairs, but heads of {Dimensions} / {Heads} dimensions have an odd length";
        if (Position == PositionEncoding.Sinusoidal && (long)StatesOf(ContextTokens) * Dimensions > LargestPositionTable)
            return $"sinusoidal positions for {ContextTokens} tokens of {Dimensions} dimensions fill more than 1 GiB";
        return null;
    }

    /// <inheritdoc />
    public override string CausalFault() => "attention has seen the next token before it is predicted";

    /// <inheritdoc />
    public override long CountParameters()
    {
        long d = Dimensions, f = FeedForward;
        long positions = Position == PositionEncoding.Learned ? StatesOf(ContextTokens) : 0;
        long attention = 4 * (d * d + d), feedForward = d * f + f + f * d + d, norm = 2 * d;
        return (Convolution?.CountInputs(Dimensions) ?? VocabularySize * d) + (positions + BertEmbeddings.TokenTypes) * d + norm
            + Layers * (attention + norm + feedForward + norm)
            + (Normalization == Normalization.Pre ? norm : 0);
    }

    /// <inheritdoc />
    public override JsonObject? HuggingFaceConfig(SequenceTask? task)
    {
        if (Position != PositionEncoding.Learned || Normalization != Normalization.Post || Convolution is not null)
            return null;
        var config = new JsonObject
        {
            ["model_type"] = "bert",
            ["architectures"] = new JsonArray(task switch
            {
                null => "BertForMaskedLM",
                { Pooling: Pooling.Cls, HiddenLayers.Count: 0 } => "BertForSequenceClassification",
                // No class there pools otherwise; one that pools as BERT does would give other outputs without a word.
                _ => "BertModel",
            }),
            ["vocab_size"] = VocabularySize,
            ["hidden_size"] = Dimensions,
            ["num_hidden_layers"] = Layers,
            ["num_attention_heads"] = Heads,
            ["intermediate_size"] = FeedForward,
            ["hidden_act"] = Activations.HuggingFaceNames.First(pair => pair.Activation == Activation).Name,
            ["hidden_dropout_prob"] = Dropout,
            ["attention_probs_dropout_prob"] = AttentionDropout,
            ["max_position_embeddings"] = ContextTokens,
            ["type_vocab_size"] = BertEmbeddings.TokenTypes,
            ["initializer_range"] = InitialDeviation,
            ["layer_norm_eps"] = NormalizationEpsilon,
            ["pad_token_id"] = 0,
            ["position_embedding_type"] = "absolute",
            ["tie_word_embeddings"] = true,
            ["torch_dtype"] = "float32",
        };
        // Labels beside a class without the head would invite others to put a new one, with random weights, in its place.
        if (task is not { Pooling: Pooling.Cls, HiddenLayers.Count: 0 })
            return config;
        config["problem_type"] = task.Kind switch
        {
            TaskKind.Regression => "regression",
            TaskKind.MultiLabel => "multi_label_classification",
            _ => "single_label_classification",
        };
        config["id2label"] = new JsonObject(task.Outputs.Select((name, i) => KeyValuePair.Create($"{i}", (JsonNode?)name)));
        config["label2id"] = new JsonObject(task.Outputs.Select((name, i) => KeyValuePair.Create(name, (JsonNode?)i)));
        return config;
    }
}
