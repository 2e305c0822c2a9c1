using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Augmentation;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Augmentation;

public class RandomTranslocationTests
{
    [Fact]
    public void The_sequence_is_rolled_by_no_more_than_asked_for()
    {
        HashSet<int> cuts = [];
        for (int round = 0; round < 2_000; round++)
        {
            RandomStream draws = RandomStream.For(3, "roll", round);
            byte[] bases = [.. Enumerable.Range(0, 30).Select(i => (byte)i)];

            byte[] rolled = new RandomTranslocation(4).Apply(bases, Alphabet.Dna, draws);

            Assert.Equal(bases, rolled.Order());
            Assert.All(rolled.Index(), item => Assert.Equal((item.Index + rolled[0]) % 30, item.Item));
            cuts.Add(rolled[0]);
        }
        Assert.Equal([0, 1, 2, 3, 4, 26, 27, 28, 29], cuts.Order());
    }
}
