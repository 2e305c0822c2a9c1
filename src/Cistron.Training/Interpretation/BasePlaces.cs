using Cistron.Evaluation.Embeddings;

namespace Cistron.Training.Interpretation;

/// <summary>
/// What may order the tokens of one length: the base at each place, and the bases at each two places together. The paper of
/// RandomMask (arXiv 2310.07644, figure 3) sees the two central bases do it; here every pair is measured.
/// </summary>
/// <param name="Title">Such as <c>base 3</c> or <c>bases 3, 4</c>; places are counted from 1.</param>
/// <param name="Places">The places, counted from 0.</param>
public sealed record BasePlaces(string Title, params IReadOnlyList<int> Places)
{
    /// <summary>All single places, then all pairs, of tokens of <paramref name="length"/> bases.</summary>
    public static IReadOnlyList<BasePlaces> Of(int length) =>
    [
        .. Enumerable.Range(0, length).Select(place => new BasePlaces($"base {place + 1}", place)),
        .. Enumerable.Range(0, length).SelectMany(first => Enumerable.Range(first + 1, length - first - 1)
            .Select(second => new BasePlaces($"bases {first + 1}, {second + 1}", first, second))),
    ];

    /// <summary>Whether it is two places side by side.</summary>
    public bool IsAdjacent => Places is [var first, var second] && second == first + 1;

    /// <summary>How far each of some places orders the vectors.</summary>
    public static IReadOnlyList<Separation> Separate(
        IReadOnlyList<BasePlaces> all, TokenEmbeddings embeddings, ReadOnlySpan<byte> letters, int neighbours)
    {
        List<int[]> labels = [];
        foreach (BasePlaces places in all)
            labels.Add(TokenGroups.ByBases(embeddings.Tokens, letters, places.Title, places.Places).Labels);
        return Separation.Of(embeddings.Vectors, labels, neighbours);
    }
}
