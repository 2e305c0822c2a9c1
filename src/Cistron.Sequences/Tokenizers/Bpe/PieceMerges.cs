using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Tokenizers.Bpe;

/// <summary>
/// The merges behind a list of pieces in the order in which they were learned. Training made each piece of two, and what it was made
/// of is what the pieces before it make of its letters.
/// </summary>
internal static class PieceMerges
{
    /// <summary>The two pieces that each piece of two letters or more is merged of.</summary>
    /// <param name="pieces">Pieces of ASCII letters, the first to be merged first; single letters stand anywhere.</param>
    /// <exception cref="FormatException">The pieces before a piece make other than two tokens of it.</exception>
    public static IReadOnlyList<(string Left, string Right)> Of(IEnumerable<string> pieces)
    {
        Dictionary<(string, string), int> ranks = [];
        List<(string, string)> merges = [];
        foreach (string piece in pieces.Where(piece => piece.Length > 1))
        {
            if (Parts(piece, ranks) is not [var left, var right])
                throw new FormatException($"the piece {InputException.Quote(piece)} is not made of two pieces of higher scores");
            ranks.Add((left, right), merges.Count);
            merges.Add((left, right));
        }
        return merges;
    }

    private static List<string> Parts(string piece, Dictionary<(string, string), int> ranks)
    {
        List<string> parts = [.. piece.Select(letter => letter.ToString())];
        while (true)
        {
            int best = int.MaxValue, place = -1;
            for (int i = 0; i + 1 < parts.Count; i++)
                if (ranks.TryGetValue((parts[i], parts[i + 1]), out int rank) && rank < best)
                    (best, place) = (rank, i);
            if (place < 0)
                return parts;
            parts[place] += parts[place + 1];
            parts.RemoveAt(place + 1);
        }
    }
}
