namespace Cistron.Models.Attention;

/// <summary>
/// What is measured of the weights that a head of an encoder gives. A query is a real token of a row, special tokens
/// included; each shares out a weight of 1 among the L real tokens. Padding is neither query nor key.
/// </summary>
public enum AttentionStatistic
{
    /// <summary>The weight on [CLS], mean over queries. Even attention gives 1 / L.</summary>
    ClsMass,

    /// <summary>The weight on [SEP], mean over queries. Even attention gives 1 / L.</summary>
    SepMass,

    /// <summary>
    /// The entropy of a query's weights divided by ln L, mean over queries: 1 for even attention, 0 when all goes to one token.
    /// </summary>
    Entropy,

    /// <summary>
    /// The mean distance |i − j| in tokens of the weight that tokens of content give to tokens of content. [CLS] and [SEP] have
    /// no place in the sequence and stay out on both sides, so that a head which looks at them does not look distant.
    /// </summary>
    Distance,

    /// <summary>The same in bases, from the first base of the one token to the first base of the other.</summary>
    DistanceBases,

    /// <summary>The share of that weight that stays within so many tokens, the token itself included.</summary>
    NearbyMass,
}
