using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Augmentation;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Augmentation;

public class RandomCropTests
{
    [Fact]
    public void A_window_of_the_length_is_kept_at_every_place()
    {
        byte[] bases = [.. Enumerable.Range(0, 12).Select(i => (byte)i)];
        HashSet<int> starts = [];
        for (int round = 0; round < 500; round++)
        {
            byte[] window = new RandomCrop(8).Apply(bases, Alphabet.Dna, RandomStream.For(3, "crop", round));
            Assert.Equal(bases[window[0]..(window[0] + 8)], window);
            starts.Add(window[0]);
        }
        Assert.Equal([0, 1, 2, 3, 4], starts.Order());
    }

    [Fact]
    public void A_shorter_sequence_stays_whole() =>
        Assert.Equal("ACG"u8, new RandomCrop(3).Apply("ACG"u8, Alphabet.Dna, RandomStream.For(3, "crop")));

    [Fact]
    public void A_window_has_a_base_at_least() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new RandomCrop(0).Apply("ACG"u8, Alphabet.Dna, RandomStream.For(3, "crop")));
}
