using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Augmentation;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Augmentation;

/// <summary>What holds for every change, whatever it does.</summary>
public class AugmentationLaws
{
    private static readonly SequenceAugmentation[] Changes =
    [
        new RandomReverseComplement(),
        new RandomShift(),
        new RandomTranslocation(),
        new RandomMutation(),
        new RandomInsertion(),
        new RandomDeletion(),
        new RandomInversion(),
        new RandomSpanMask(),
        new RandomSynonymousCodon(Frame: 1, Rate: 0.5),
        new RandomOperations([new RandomDeletion(), new RandomReverseComplement(1), new RandomMutation(), new RandomSpanMask()]),
    ];

    [Fact]
    public void The_length_is_kept_and_letters_stay_in_the_alphabet()
    {
        ForEach(Alphabet.Dna, "ACGTNRY", (_, bases, changed) =>
        {
            Assert.Equal(bases.Length, changed.Length);
            Assert.All(changed, letter => Assert.True(Alphabet.Dna.IsLetter(letter)));
        });
    }

    [Fact]
    public void Canonical_letters_never_become_ambiguous()
    {
        ForEach(Alphabet.Dna, "ACGT",
            (_, _, changed) => Assert.All(changed, letter => Assert.True(Alphabet.Dna.IsCanonical(letter))));
        ForEach(Alphabet.Rna, "ACGU",
            (_, _, changed) => Assert.All(changed, letter => Assert.True(Alphabet.Rna.IsCanonical(letter))));
    }

    [Fact]
    public void The_same_stream_gives_the_same_result_and_the_sequence_given_stays()
    {
        foreach (SequenceAugmentation change in Changes)
        {
            byte[] bases = Draws.Bases(RandomStream.For(1, "bases"), 120);
            byte[] before = [.. bases];

            byte[] first = change.Apply(bases, Alphabet.Dna, RandomStream.For(4, "augment", 9));
            byte[] second = change.Apply(bases, Alphabet.Dna, RandomStream.For(4, "augment", 9));

            Assert.Equal(first, second);
            Assert.Equal(before, bases);
            Assert.NotSame(bases, first);
        }
    }

    [Fact]
    public void Streams_differ_and_so_do_results()
    {
        byte[] bases = Draws.Bases(RandomStream.For(1, "bases"), 120);

        Assert.All(Changes, change => Assert.True(1 < Enumerable.Range(0, 30)
            .Select(i => Convert.ToHexString(change.Apply(bases, Alphabet.Dna, RandomStream.For(4, "augment", i))))
            .Distinct().Count()));
    }

    [Fact]
    public void Changes_of_protein_draw_residues()
    {
        foreach (SequenceAugmentation change in (SequenceAugmentation[])
            [new RandomShift(20), new RandomMutation(0.5), new RandomInsertion(), new RandomDeletion(), new RandomSpanMask(0.5)])
        {
            byte[] changed = change.Apply(new byte[400], Alphabet.Protein, RandomStream.For(4, "augment"));
            byte[] drawn = [.. changed.Where(letter => letter != 0)];
            Assert.All(drawn, letter => Assert.True(Alphabet.Protein.IsCanonical(letter)));
        }
    }

    [Fact]
    public void What_needs_bases_is_refused_for_protein_and_the_other_strand_for_RNA()
    {
        SequenceAugmentation[] nucleic =
            [new RandomReverseComplement(), new RandomInversion(), new RandomSynonymousCodon(), new RandomBasePairSwap(new DotBracket("..."))];

        Assert.All(nucleic, change => Assert.Throws<ArgumentException>(
            () => change.Apply("AAA"u8, Alphabet.Protein, RandomStream.For(1, "x"))));
        Assert.Throws<ArgumentException>(
            () => new RandomReverseComplement(0).Apply("ACGU"u8, Alphabet.Rna, RandomStream.For(1, "x")));
    }

    private static void ForEach(Alphabet alphabet, string letters, Action<SequenceAugmentation, byte[], byte[]> law)
    {
        foreach (SequenceAugmentation change in Changes)
        {
            bool needsDna = change is RandomReverseComplement or RandomOperations;
            for (int round = 0; round < 300 && (!needsDna || alphabet == Alphabet.Dna); round++)
            {
                RandomStream draws = RandomStream.For(6, "laws", round);
                byte[] bases = Draws.Bases(draws, (int)draws.NextBelow(80), letters);
                law(change, bases, change.Apply(bases, alphabet, draws));
            }
        }
    }
}
