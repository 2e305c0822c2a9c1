using Cistron.Sequences.Tokenizers;

namespace Cistron.Models;

/// <summary>Which special tokens stand around the content of a row.</summary>
public enum Framing
{
    /// <summary>[CLS] before and [SEP] behind it: what encoders read, which see a row from all sides.</summary>
    Both,

    /// <summary>[CLS] alone, from which the first token is predicted: what is read from left to right.</summary>
    Start,
}

/// <summary>Rows of token ids as models take them: content between special tokens.</summary>
public static class TokenRows
{
    /// <summary>Special tokens of a row.</summary>
    public static int SpecialTokens(this Framing framing) => framing == Framing.Both ? 2 : 1;

    /// <summary>The tokens of <paramref name="bases"/> with the special tokens around them.</summary>
    /// <param name="tokenizer">What turns bases into tokens.</param>
    /// <param name="bases">Upper-case letters of the tokenizer's alphabet.</param>
    /// <param name="framing">That of the backbone.</param>
    /// <param name="spans">Gets the bases that each content token covers; null where nobody asks.</param>
    /// <param name="contextTokens">The most tokens of the row; content beyond them is left out.</param>
    public static int[] Frame(this Tokenizer tokenizer, ReadOnlySpan<byte> bases, Framing framing, List<TokenSpan>? spans = null,
        int contextTokens = int.MaxValue)
    {
        var specials = tokenizer.Vocabulary.Specials;
        var ids = new List<int>(tokenizer.TokenCount(bases.Length) + framing.SpecialTokens()) { specials.Classification };
        tokenizer.Encode(bases, ids, spans);
        int beyond = ids.Count - 1 - (contextTokens - framing.SpecialTokens());
        if (beyond > 0)
        {
            ids.RemoveRange(ids.Count - beyond, beyond);
            spans?.RemoveRange(spans.Count - beyond, beyond);
        }
        if (framing == Framing.Both)
            ids.Add(specials.Separator);
        return [.. ids];
    }
}
