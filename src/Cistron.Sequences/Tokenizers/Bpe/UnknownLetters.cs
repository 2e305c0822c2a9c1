namespace Cistron.Sequences.Tokenizers.Bpe;

/// <summary>What becomes of letters that no token has, such as N.</summary>
public enum UnknownLetters
{
    /// <summary>Each is one <c>[UNK]</c>.</summary>
    OneByOne,

    /// <summary>Those side by side are one <c>[UNK]</c> together, as in SentencePiece.</summary>
    Together,
}
