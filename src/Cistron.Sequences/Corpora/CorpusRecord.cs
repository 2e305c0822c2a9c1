namespace Cistron.Sequences.Corpora;

/// <summary>One sequence of a corpus: a chromosome, a contig, a transcript.</summary>
/// <param name="Id">Its name in its file; two files may use the same.</param>
/// <param name="Source">The place of its file in <see cref="Corpus.Sources"/>.</param>
/// <param name="Start">Where it starts in the corpus, 0-based.</param>
/// <param name="Length">Its bases; may be 0.</param>
/// <param name="LetterCounts">
/// How often each canonical letter stands in it, in the alphabet's order; the rest are ambiguity letters.
/// </param>
public sealed record CorpusRecord(string Id, int Source, long Start, long Length, IReadOnlyList<long> LetterCounts)
{
    /// <summary>The base after its last, in the corpus.</summary>
    public long End => Start + Length;
}
