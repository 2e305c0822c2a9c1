using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers.Bpe;

namespace Cistron.Sequences.Tests.Tokenizers.Bpe;

/// <summary>Sequences with repeats, so that merges grow long, and merges that were learned of them.</summary>
internal static class BpeDraws
{
    public static string Sequence(RandomStream draws, int longest, string letters = "ACGT")
    {
        var text = new StringBuilder();
        int length = (int)draws.NextBelow(longest + 1);
        while (text.Length < length)
        {
            int unit = 1 + (int)draws.NextBelow(5), times = 1 + (int)draws.NextBelow(6);
            string repeated = string.Concat(Enumerable.Range(0, unit).Select(_ => letters[(int)draws.NextBelow(letters.Length)]));
            text.Append(string.Concat(Enumerable.Repeat(repeated, times)));
        }
        return text.ToString(0, length);
    }

    public static SequenceSample Sample(IEnumerable<string> sequences)
    {
        var sample = new SequenceSample(1_000_000, seed: 1);
        foreach (string sequence in sequences)
            sample.Add(Encoding.ASCII.GetBytes(sequence));
        return sample;
    }

    public static BpeMerges Merges(RandomStream draws, int vocabularySize, int longestToken = 16)
    {
        var sample = Sample(Enumerable.Range(0, 20).Select(_ => Sequence(draws, 200)));
        return BpeTrainer.Train(sample, Alphabet.Dna, new BpeTraining { VocabularySize = vocabularySize, LongestToken = longestToken });
    }
}
