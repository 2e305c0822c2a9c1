using Cistron.Sequences.Tokenizers;

namespace Cistron.Models;

/// <summary>A row of tokens with the bases that they cover.</summary>
/// <param name="Ids">Special tokens included; the first is [CLS].</param>
/// <param name="Spans">The bases of each token of content: those of <c>Ids[1]</c> first.</param>
/// <param name="Bases">How many bases the row stands for.</param>
public sealed record SpannedRow(int[] Ids, IReadOnlyList<TokenSpan> Spans, int Bases)
{
    /// <summary>The bases of each hidden state of content, when so many tokens share one.</summary>
    public IReadOnlyList<TokenSpan> StateSpans(int tokensPerState) => tokensPerState == 1 ? Spans
        : [.. Spans.Chunk(tokensPerState).Select(tokens => new TokenSpan(tokens[0].Start, tokens[^1].End))];
}
