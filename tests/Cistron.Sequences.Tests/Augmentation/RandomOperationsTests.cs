using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Augmentation;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tests.Formats;

namespace Cistron.Sequences.Tests.Augmentation;

public class RandomOperationsTests
{
    private static readonly SequenceAugmentation[] Letters = [new Append('A'), new Append('C'), new Append('G'), new Append('T')];

    [Fact]
    public void Each_subset_of_the_size_is_made_in_the_order_of_the_list_and_as_often()
    {
        const int Rounds = 6_000;
        string[] made = [.. Enumerable.Range(0, Rounds).Select(i => Texts.String(
            new RandomOperations(Letters).Apply([], Alphabet.Dna, RandomStream.For(3, "operations", i))))];

        Dictionary<string, int> counts = made.CountBy(name => name).ToDictionary();
        Assert.Equal(["AC", "AG", "AT", "CG", "CT", "GT"], counts.Keys.Order());
        // A sixth each, within five standard deviations.
        Assert.All(counts.Values, count => Assert.InRange(count, 1_000 - 144, 1_000 + 144));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(4, "ACGT")]
    [InlineData(9, "ACGT")]
    public void No_more_are_made_than_there_are(int count, string made) =>
        Assert.Equal(made, Texts.String(
            new RandomOperations(Letters, count).Apply([], Alphabet.Dna, RandomStream.For(3, "operations"))));

    private sealed record Append(char Letter) : SequenceAugmentation
    {
        public override byte[] Apply(ReadOnlySpan<byte> bases, Alphabet alphabet, RandomStream draws) =>
            [.. bases, (byte)Letter];
    }
}
