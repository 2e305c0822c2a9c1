using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tests.Formats;

namespace Cistron.Sequences.Tests.Alphabets;

public class SequenceCleanerTests
{
    [Theory]
    [InlineData("dna", "acgTUunN", "ACGTTTNN", 5, 2, 2)]
    [InlineData("rna", "ACGTtu", "ACGUUU", 2, 2, 0)]
    [InlineData("protein", "mKUXT", "MKUXT", 1, 0, 2)]
    public void Letters_are_brought_into_the_alphabet_and_counted(
        string name, string raw, string cleaned, long lowerCase, long thymineUracil, long ambiguous)
    {
        var cleaner = new SequenceCleaner(Alphabet.Named(name), "x.fa");
        byte[] bases = Texts.Ascii(raw);

        cleaner.Clean(bases, "s", 1);

        Assert.Equal(cleaned, Texts.String(bases));
        Assert.Equal(new LetterCounts(raw.Length, lowerCase, thymineUracil, ambiguous), cleaner.Counts);
    }

    [Fact]
    public void Counts_add_up_over_a_file_and_are_told_in_one_line()
    {
        var cleaner = new SequenceCleaner(Alphabet.Dna, "x.fa");

        cleaner.Clean(Texts.Ascii(new string('a', 1_200)), "s1", 1);
        cleaner.Clean(Texts.Ascii("ACGUN"), "s2", 3);

        Assert.Equal(1_205, cleaner.Counts.Total);
        Assert.Equal("1,200 lower-case letters raised, 1 T or U exchanged, 1 ambiguous letters kept",
            cleaner.Counts.Remarks);
    }

    [Fact]
    public void A_clean_file_asks_for_no_remark()
    {
        var cleaner = new SequenceCleaner(Alphabet.Rna, "x.fa");

        cleaner.Clean(Texts.Ascii("ACGU"), "s", 1);

        Assert.Equal("", cleaner.Counts.Remarks);
    }

    [Theory]
    [InlineData("dna", "ACG-T", '-', 4, "gaps")]
    [InlineData("protein", "MKV*", '*', 4, "stop")]
    [InlineData("dna", "AC GT", ' ', 3, "white space")]
    [InlineData("dna", "MKVL", 'L', 4, "a model of proteins")]
    [InlineData("rna", "ACG7", '7', 4, "correct the letter")]
    public void An_illegal_letter_is_named_with_its_place_and_what_to_do(
        string name, string raw, char letter, int position, string remedy)
    {
        var cleaner = new SequenceCleaner(Alphabet.Named(name), "x.fa");

        var fault = Assert.Throws<InputException>(() => cleaner.Clean(Texts.Ascii(raw), "seq1", 17));

        string place = $"x.fa:17: sequence 'seq1' has '{letter}' at position {position};";
        Assert.StartsWith(place, fault.Message, StringComparison.Ordinal);
        Assert.Contains($"the {name} alphabet", fault.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_byte_is_taken_in_or_refused_in_either_case_alike()
    {
        for (int letter = 0; letter < 256; letter++)
        {
            var cleaner = new SequenceCleaner(Alphabet.Dna, "x.fa");
            byte upper = (byte)char.ToUpperInvariant((char)letter);
            bool isTaken = letter < 128 && (Alphabet.Dna.IsLetter(upper) || upper == 'U');

            var fault = Record.Exception(() => cleaner.Clean([(byte)letter], "s", 1));

            Assert.Equal(isTaken, fault is null);
            Assert.Equal(isTaken ? 1 : 0, cleaner.Counts.Total);
        }
    }

    [Theory]
    [InlineData("dna")]
    [InlineData("rna")]
    [InlineData("protein")]
    public void A_sequence_cleaned_letter_by_letter_in_parts_or_whole_is_the_same(string name)
    {
        var alphabet = Alphabet.Named(name);
        byte[] letters = [.. alphabet.Letters, .. alphabet.AmbiguityLetters, .. alphabet.IsNucleic ? "TU"u8 : ""u8];
        for (int round = 0; round < 300; round++)
        {
            RandomStream draws = RandomStream.For(1, $"clean {name}", round);
            byte[] raw = new byte[draws.NextBelow(100)];
            foreach (ref byte letter in raw.AsSpan())
                letter = (byte)(letters[draws.NextBelow(letters.Length)] | (draws.NextBelow(3) == 0 ? 0x20 : 0));
            var (byLetter, inParts, whole) = (Cleaner(), Cleaner(), Cleaner());
            int cut = (int)draws.NextBelow(raw.Length + 1);
            byte[] a = [.. raw], b = [.. raw], c = [.. raw];

            for (int i = 0; i < raw.Length; i++)
                byLetter.Clean(a.AsSpan(i, 1), "s", 1, i);
            inParts.Clean(b.AsSpan(0, cut), "s", 1);
            inParts.Clean(b.AsSpan(cut), "s", 1, cut);
            whole.Clean(c, "s", 1);

            Assert.Equal(a, b);
            Assert.Equal(a, c);
            Assert.Equal(byLetter.Counts, inParts.Counts);
            Assert.Equal(byLetter.Counts, whole.Counts);
        }

        SequenceCleaner Cleaner() => new(alphabet, "x.fa");
    }

    [Fact]
    public void An_illegal_letter_is_found_wherever_it_stands()
    {
        for (int letter = 0; letter < 256; letter++)
        {
            if ("ACGTURYSWKMBDHVN".Contains((char)letter, StringComparison.OrdinalIgnoreCase))
                continue;
            for (int place = 0; place < 50; place++)
            {
                byte[] bases = [.. Enumerable.Repeat((byte)'a', 50)];
                bases[place] = (byte)letter;
                var cleaner = new SequenceCleaner(Alphabet.Dna, "x.fa");

                var fault = Assert.Throws<InputException>(() => cleaner.Clean(bases, "s", 1, start: 1_000));

                Assert.Contains($" at position {1_000 + place + 1};", fault.Message, StringComparison.Ordinal);
                Assert.Equal(place, cleaner.Counts.Total);
            }
        }
    }

    [Fact]
    public void A_megabase_with_an_empty_neighbour_is_cleaned()
    {
        var cleaner = new SequenceCleaner(Alphabet.Dna, "x.fa");

        cleaner.Clean([], "empty", 1);
        cleaner.Clean(Texts.Ascii(string.Concat(Enumerable.Repeat("acgtN", 200_000))), "long", 2);

        Assert.Equal(new LetterCounts(1_000_000, 800_000, 0, 200_000), cleaner.Counts);
    }
}
