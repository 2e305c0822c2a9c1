namespace Cistron.Sequences.Tokenizers;

/// <summary>
/// What becomes of a k-mer tokenizer's remainder: the bases after the last whole k-mer, fewer than a stride of them, or
/// all bases of a sequence shorter than k. A stride of 1 leaves a remainder only in sequences shorter than k.
/// </summary>
public enum Tail
{
    /// <summary>
    /// It is left out: the last span ends before the sequence does, and a sequence shorter than k has no token.
    /// </summary>
    Drop,

    /// <summary>One <c>[UNK]</c> covers it; a sequence shorter than k is that one <c>[UNK]</c>.</summary>
    Unknown,

    /// <summary>
    /// One more k-mer that ends at the last base covers it, and overlaps the k-mer before it. A sequence shorter than k
    /// has no such k-mer and is one <c>[UNK]</c>.
    /// </summary>
    Shift,
}
