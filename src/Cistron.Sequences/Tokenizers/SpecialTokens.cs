namespace Cistron.Sequences.Tokenizers;

/// <summary>
/// The ids of the five tokens that stand for no bases of their own, called as in BERT (Devlin et al., 2019).
/// </summary>
/// <param name="Padding"><c>[PAD]</c>: fills rows of a batch; never stands for a base.</param>
/// <param name="Unknown"><c>[UNK]</c>: bases that the vocabulary cannot tell.</param>
/// <param name="Classification"><c>[CLS]</c>: opens a row.</param>
/// <param name="Separator"><c>[SEP]</c>: closes a row.</param>
/// <param name="Mask"><c>[MASK]</c>: a token to be predicted.</param>
public readonly record struct SpecialTokens(int Padding, int Unknown, int Classification, int Separator, int Mask)
{
    /// <summary>The five as written in a vocabulary, in the order in which vocabularies made by Cistron begin with them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    /// <summary>Whether <paramref name="id"/> is one of the five.</summary>
    public bool Contains(int id) =>
        id == Padding || id == Unknown || id == Classification || id == Separator || id == Mask;
}
