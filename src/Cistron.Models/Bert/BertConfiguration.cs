using System.Text.Json.Nodes;

namespace Cistron.Models.Bert;

/// <summary>The shape of a BERT encoder (Devlin et al. 2019) with the switches of its successors.</summary>
public sealed record BertConfiguration : BackboneConfiguration
{
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

    /// <inheritdoc />
    public override Backbone Build() => new BertBackbone(this);

    /// <inheritdoc />
    public override JsonObject? HuggingFaceConfig(IReadOnlyList<string>? outputs, string? problemType)
    {
        if (Position != PositionEncoding.Learned || Normalization != Normalization.Post)
            return null;
        var config = new JsonObject
        {
            ["model_type"] = "bert",
            ["architectures"] = new JsonArray(outputs is null ? "BertForMaskedLM" : "BertForSequenceClassification"),
            ["vocab_size"] = VocabularySize,
            ["hidden_size"] = Dimensions,
            ["num_hidden_layers"] = Layers,
            ["num_attention_heads"] = Heads,
            ["intermediate_size"] = FeedForward,
            ["hidden_act"] = Activation switch
            {
                Activation.GeluTanh => "gelu_new",
                Activation.Relu => "relu",
                Activation.Silu => "silu",
                _ => "gelu",
            },
            ["hidden_dropout_prob"] = Dropout,
            ["attention_probs_dropout_prob"] = AttentionDropout,
            ["max_position_embeddings"] = ContextTokens,
            ["type_vocab_size"] = 2,
            ["initializer_range"] = InitialDeviation,
            ["layer_norm_eps"] = NormalizationEpsilon,
            ["pad_token_id"] = 0,
            ["position_embedding_type"] = "absolute",
            ["torch_dtype"] = "float32",
        };
        if (outputs is null)
            return config;
        config["problem_type"] = problemType;
        config["id2label"] = new JsonObject(outputs.Select((name, i) => KeyValuePair.Create($"{i}", (JsonNode?)name)));
        config["label2id"] = new JsonObject(outputs.Select((name, i) => KeyValuePair.Create(name, (JsonNode?)i)));
        return config;
    }
}
