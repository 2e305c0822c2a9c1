using Cistron.Sequences.Tokenizers;

namespace Cistron.Models;

/// <summary>Rows of token ids as models take them: content between [CLS] and [SEP].</summary>
public static class TokenRows
{
    /// <summary>Special tokens of a row.</summary>
    public const int SpecialTokens = 2;

    /// <summary>[CLS], the tokens of <paramref name="bases"/>, [SEP].</summary>
    /// <param name="tokenizer">What turns bases into tokens.</param>
    /// <param name="bases">Upper-case letters of the tokenizer's alphabet.</param>
    /// <param name="spans">Gets the bases that each content token covers; null where nobody asks.</param>
    public static int[] Frame(this Tokenizer tokenizer, ReadOnlySpan<byte> bases, List<TokenSpan>? spans = null)
    {
        var specials = tokenizer.Vocabulary.Specials;
        var ids = new List<int>(tokenizer.TokenCount(bases.Length) + SpecialTokens) { specials.Classification };
        tokenizer.Encode(bases, ids, spans);
        ids.Add(specials.Separator);
        return [.. ids];
    }
}
