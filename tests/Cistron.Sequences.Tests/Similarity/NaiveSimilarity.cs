using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Similarity;

namespace Cistron.Sequences.Tests.Similarity;

/// <summary>The definition of similarity, word for word and slowly; and sets of sequences that try it.</summary>
internal static class NaiveSimilarity
{
    public static List<SimilarPair> Pairs(IReadOnlyList<byte[]> sequences, SimilarityOptions options, int k)
    {
        List<SimilarPair> pairs = [];
        Dictionary<string, int>[] counts = [.. sequences.Select(bases => Counts(bases, options, k))];
        for (int second = 0; second < sequences.Count; second++)
        {
            for (int first = 0; first < second; first++)
            {
                (Dictionary<string, int> one, Dictionary<string, int> other) = (counts[first], counts[second]);
                int shared = one.Sum(kmer => Math.Min(kmer.Value, other.GetValueOrDefault(kmer.Key)));
                int compared = Math.Min(one.Values.Sum(), other.Values.Sum());
                if (shared > 0 && Math.Pow((double)shared / compared, 1.0 / k) is double identity
                    && identity >= options.MinIdentity)
                    pairs.Add(new SimilarPair(first, second, shared, compared, identity));
            }
        }
        return pairs;
    }

    /// <summary>How often each k-mer stands in a sequence, by the smaller of the two texts when both strands
    /// count.</summary>
    public static Dictionary<string, int> Counts(byte[] bases, SimilarityOptions options, int k)
    {
        var counts = new Dictionary<string, int>();
        for (int start = 0; start + k <= bases.Length; start++)
        {
            byte[] window = bases[start..(start + k)];
            if (!window.All(options.Alphabet.IsCanonical))
                continue;
            string kmer = Encoding.ASCII.GetString(window);
            string reverse = Encoding.ASCII.GetString(ReverseComplement.Of(window, options.Alphabet));
            if (options.Strands == ComparedStrands.Both && string.CompareOrdinal(reverse, kmer) < 0)
                kmer = reverse;
            counts[kmer] = counts.GetValueOrDefault(kmer) + 1;
        }
        return counts;
    }

    /// <summary>Whether two sequences have the same bases, on either strand if both count.</summary>
    public static bool AreEqual(byte[] one, byte[] other, SimilarityOptions options) =>
        one.SequenceEqual(other)
        || (options.Strands == ComparedStrands.Both
            && one.SequenceEqual(ReverseComplement.Of(other, options.Alphabet)));

    /// <summary>
    /// Random sequences, and among them copies of earlier ones: equal, mutated, on the other strand, shifted, cut, with
    /// letters lost; short ones, empty ones and runs of few letters.
    /// </summary>
    public static List<byte[]> Draw(RandomStream draws, int count, int longest)
    {
        List<byte[]> sequences = [];
        while (sequences.Count < count)
        {
            byte[] source = sequences.Count > 0 ? sequences[(int)draws.NextBelow(sequences.Count)] : [];
            int cut = (int)draws.NextBelow(source.Length + 1);
            sequences.Add(draws.NextBelow(10) switch
            {
                0 => source,
                1 => ReverseComplement.Of(source, Alphabet.Dna),
                2 => Mutate(draws, source, draws.NextDouble() * 0.3),
                3 => ReverseComplement.Of(Mutate(draws, source, 0.05), Alphabet.Dna),
                4 => source[cut..],
                5 => [.. source[cut..], .. Random(draws, cut)],
                6 => [.. source.Select(letter => draws.NextBelow(20) == 0 ? (byte)'N' : letter)],
                7 => [.. Enumerable.Repeat(Random(draws, 1 + (int)draws.NextBelow(3)), longest / 4).SelectMany(u => u)],
                _ => Random(draws, (int)draws.NextBelow(longest + 1)),
            });
        }
        return sequences;
    }

    public static byte[] Random(RandomStream draws, int length) =>
        [.. Enumerable.Range(0, length).Select(_ => "ACGT"u8[(int)draws.NextBelow(4)])];

    /// <summary>A copy in which each base was replaced by another one with a probability.</summary>
    public static byte[] Mutate(RandomStream draws, byte[] bases, double rate) =>
        [.. bases.Select(letter => letter == 'N' || draws.NextDouble() >= rate
            ? letter
            : "ACGT"u8[("ACGT"u8.IndexOf(letter) + 1 + (int)draws.NextBelow(3)) % 4])];
}
