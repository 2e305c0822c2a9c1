using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Tokenizers.Bpe;

/// <summary>
/// The merges behind a list of pieces, as SentencePiece applies them: any two pieces that spell a third become it, and the third's
/// score is the rank. Its training leaves places of a pair out now and then, so that a piece need not be made of the two that the
/// pieces before it make of its letters, and no two alone would do.
/// </summary>
internal static class PieceMerges
{
    /// <summary>All pairs of pieces that spell each piece of two letters or more, in the order of the pieces.</summary>
    /// <param name="pieces">Pieces of ASCII letters, the first to be merged first; single letters stand anywhere.</param>
    /// <exception cref="FormatException">No two pieces spell a piece.</exception>
    public static IReadOnlyList<(string Left, string Right)> Of(IReadOnlyList<string> pieces)
    {
        var known = pieces.ToHashSet(StringComparer.Ordinal);
        List<(string, string)> merges = [];
        foreach (string piece in pieces.Where(piece => piece.Length > 1))
        {
            int before = merges.Count;
            for (int cut = 1; cut < piece.Length; cut++)
                if (known.Contains(piece[..cut]) && known.Contains(piece[cut..]))
                    merges.Add((piece[..cut], piece[cut..]));
            if (merges.Count == before)
                throw new FormatException($"the piece {InputException.Quote(piece)} is not made of two pieces");
        }
        return merges;
    }
}
