namespace Cistron.Sequences.Tokenizers.Bpe;

/// <summary>What is learned of a text.</summary>
public sealed record BpeTraining
{
    /// <summary>Tokens of the vocabulary, the five special ones and the four bases included; default 4,096, as of DNABERT-2.</summary>
    public int VocabularySize { get; init; } = 4096;

    /// <summary>
    /// The most bases of a token; default 16, as of SentencePiece (Kudo and Richardson 2018), with which lncRNA-BERT's vocabularies
    /// were learned. Without a limit, repeats become tokens of hundreds of bases.
    /// </summary>
    public int LongestToken { get; init; } = 16;

    /// <summary>The fewest tokens that a vocabulary can have: special tokens and bases.</summary>
    public static int FewestTokens => SpecialTokens.Names.Count + 4;
}
