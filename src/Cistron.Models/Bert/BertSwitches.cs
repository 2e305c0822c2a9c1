namespace Cistron.Models.Bert;

/// <summary>How a model knows where in the sequence a token stands.</summary>
public enum PositionEncoding
{
    /// <summary>A trained vector for every position (Devlin et al. 2019).</summary>
    Learned,

    /// <summary>Fixed sines and cosines (Vaswani et al. 2017, §3.5).</summary>
    Sinusoidal,

    /// <summary>Queries and keys rotated by their position (Su et al. 2021).</summary>
    Rotary,

    /// <summary>A penalty on attention that grows with distance, in both directions (Press et al. 2022).</summary>
    Alibi,
}

/// <summary>Where layer normalization stands.</summary>
public enum Normalization
{
    /// <summary>After each residual sum, as in BERT.</summary>
    Post,

    /// <summary>Before attention and feed-forward, with one more at the end (Xiong et al. 2020): trains without long warm-up.</summary>
    Pre,
}

/// <summary>The non-linearity of the feed-forward layers.</summary>
public enum Activation
{
    /// <summary>x Φ(x), exact.</summary>
    Gelu,

    /// <summary>The tanh approximation of GELU.</summary>
    GeluTanh,

    /// <summary>max(0, x)</summary>
    Relu,

    /// <summary>x σ(x)</summary>
    Silu,
}
