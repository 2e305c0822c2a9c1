using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Similarity;

namespace Cistron.Sequences.Tests.Similarity;

public class KmerSimilarityTests
{
    [Theory]
    [InlineData(50, ComparedStrands.Forward, 7)]
    [InlineData(101, ComparedStrands.Both, 8)]
    [InlineData(1_500, ComparedStrands.Both, 10)]
    [InlineData(5_000_000, ComparedStrands.Forward, 15)]
    [InlineData(0, ComparedStrands.Both, 1)]
    [InlineData(long.MaxValue, ComparedStrands.Both, SimilarityOptions.LargestK)]
    public void K_grows_with_the_logarithm_of_the_length(long longest, ComparedStrands strands, int k)
    {
        Assert.Equal(k, KmerSimilarity.ChooseK(longest, strands));
    }

    [Fact]
    public void K_is_the_smallest_with_which_chance_stays_in_its_bound()
    {
        for (int longest = 20; longest < 1_000_000; longest = longest * 11 / 10)
        {
            int k = KmerSimilarity.ChooseK(longest, ComparedStrands.Forward);

            Assert.InRange(Chance(longest, k), 0, KmerSimilarity.MostChance);
            Assert.InRange(Chance(longest, k - 1), KmerSimilarity.MostChance, 1);
        }

        // Mash's form of the chance, 1 / (4^k / n + 1).
        static double Chance(int bases, int k) => 1 / (Math.Pow(4, k) / bases + 1);
    }

    [Fact]
    public void The_fewest_shared_kmers_are_the_fewest_that_reach_the_identity()
    {
        RandomStream draws = RandomStream.For(1, "fewest");
        for (int trial = 0; trial < 20_000; trial++)
        {
            int k = 1 + (int)draws.NextBelow(SimilarityOptions.LargestK);
            int compared = 1 + (int)draws.NextBelow(300);
            double minIdentity = trial % 100 == 0 ? 1 : 1 - draws.NextDouble();
            // Just on the border too.
            if (trial % 3 == 0)
                minIdentity = KmerSimilarity.Identity(1 + (int)draws.NextBelow(compared), compared, k);

            int fewest = KmerSimilarity.FewestShared(compared, k, minIdentity);

            Assert.InRange(fewest, 1, compared);
            Assert.True(KmerSimilarity.Identity(fewest, compared, k) >= minIdentity);
            Assert.True(fewest == 1 || KmerSimilarity.Identity(fewest - 1, compared, k) < minIdentity);
        }
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.1)]
    [InlineData(0.2)]
    public void Identity_estimates_the_rate_of_random_substitutions(double rate)
    {
        RandomStream draws = RandomStream.For(1, "identity");
        var options = new SimilarityOptions(Alphabet.Dna) { MinIdentity = 0.1 };
        byte[][] originals = [.. Enumerable.Range(0, 100).Select(_ => NaiveSimilarity.Random(draws, 1_000))];

        double mean = originals.Average(bases => new SimilaritySearch(
            [bases, NaiveSimilarity.Mutate(draws, bases, rate)], options).Pairs().Single().Identity);

        // At a rate of 0.2 one estimate has a standard deviation of 0.015 and chance adds to c; the mean is ten times
        // surer.
        Assert.InRange(mean, 1 - rate - 0.01, 1 - rate + 0.01);
    }
}
