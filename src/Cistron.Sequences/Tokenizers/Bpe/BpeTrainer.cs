using Cistron.Sequences.Alphabets;

namespace Cistron.Sequences.Tokenizers.Bpe;

/// <summary>
/// Learns merges from sequences (Sennrich et al. 2016, §3.2): again and again, the pair of symbols that stands most often side by
/// side becomes a symbol. Any letter but the four bases ends a stretch, and no pair reaches over it.
/// </summary>
/// <remarks>
/// The text is gone through once at the start; a merge then only touches the places of its pair. Ties are decided: of pairs that
/// stand as often, the one with the older left symbol is taken, then the one with the older right symbol, where bases are as old as
/// they stand in the alphabet. Hugging Face's trainer decides so as well.
/// </remarks>
public static class BpeTrainer
{
    /// <summary>Learns merges.</summary>
    /// <param name="sequences">
    /// What to learn from: the bases of each in upper case. All of them are held, at <see cref="PairIndex.BytesPerLetter"/> bytes a
    /// base, and <see cref="SequenceSample"/> says how many they are.
    /// </param>
    /// <param name="alphabet">DNA or RNA.</param>
    /// <param name="training">How many and how long.</param>
    /// <param name="progress">Is told how many merges there are, after each.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>The merges; fewer than asked for when no pair stands twice any more.</returns>
    /// <exception cref="ArgumentException">The alphabet is not nucleic, or a size is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public static BpeMerges Train(SequenceSample sequences, Alphabet alphabet, BpeTraining training,
        Action<int>? progress = null, CancellationToken stop = default)
    {
        if (!alphabet.IsNucleic)
            throw new ArgumentException($"Byte pairs are learned of bases; the {alphabet} alphabet has none.", nameof(alphabet));
        ArgumentOutOfRangeException.ThrowIfLessThan(training.VocabularySize, BpeTraining.FewestTokens);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(training.VocabularySize, BpeMerges.MostSymbols);
        ArgumentOutOfRangeException.ThrowIfLessThan(training.LongestToken, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(training.LongestToken, BpeMerges.LongestSymbol);

        int most = training.VocabularySize - BpeTraining.FewestTokens;
        var index = new PairIndex(sequences.Text(alphabet), alphabet.Letters.Length, training.LongestToken,
            alphabet.Letters.Length + most);
        List<(int, int)> merges = [];
        while (merges.Count < most && index.MergeMostFrequent() is { } pair)
        {
            stop.ThrowIfCancellationRequested();
            merges.Add(pair);
            progress?.Invoke(merges.Count);
        }
        return new BpeMerges(System.Text.Encoding.ASCII.GetString(alphabet.Letters), merges);
    }
}
