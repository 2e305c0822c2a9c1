using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Augmentation;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Augmentation;

public class RandomMutationTests
{
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    public void The_rate_counts_letters_that_differ(double rate)
    {
        const int Length = 200_000;
        RandomStream draws = RandomStream.For(3, "mutation");
        byte[] bases = Draws.Bases(draws, Length);

        byte[] mutated = new RandomMutation(rate).Apply(bases, Alphabet.Dna, draws);

        // Five standard deviations of a binomial count.
        double spread = 5 * Math.Sqrt(Length * rate * (1 - rate));
        Assert.InRange(bases.Zip(mutated).Count(pair => pair.First != pair.Second), Length * rate - spread, Length * rate + spread);
    }

    [Fact]
    public void Every_other_letter_is_as_likely()
    {
        byte[] bases = [.. Enumerable.Repeat((byte)'C', 30_000)];

        byte[] mutated = new RandomMutation(1).Apply(bases, Alphabet.Dna, RandomStream.For(3, "mutation"));

        // A third each, within five standard deviations.
        Assert.DoesNotContain((byte)'C', mutated);
        Assert.All("AGT"u8.ToArray(), letter => Assert.InRange(mutated.Count(l => l == letter), 10_000 - 408, 10_000 + 408));
    }

    [Fact]
    public void Ambiguity_letters_stay() =>
        Assert.Equal("NNRY"u8, new RandomMutation(1).Apply("NNRY"u8, Alphabet.Dna, RandomStream.For(3, "mutation")));
}
