using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Tests.Formats;

namespace Cistron.Sequences.Tests.Alphabets;

public class AlphabetGuessTests
{
    [Theory]
    [InlineData("dna", "ACGT", "GGNNTR")]
    [InlineData("dna", "acgacgnn", "")]
    [InlineData("dna", "ACGT", "ACGU")]
    [InlineData("rna", "ACGACG", "acgu")]
    [InlineData("protein", "MKVLAW", "GAC")]
    [InlineData("protein", "MKVHSD", "RRKV")]
    [InlineData("dna", "AC-GT*", "A C")]
    public void The_letters_tell_the_alphabet(string expected, params string[] sequences)
    {
        var guess = AlphabetGuess.From(sequences.Select(Texts.Ascii), "x.fa");

        Assert.Equal(expected, guess.Alphabet.Name);
    }

    [Fact]
    public void No_more_than_the_first_thousand_sequences_are_read()
    {
        int read = 0;
        IEnumerable<byte[]> Endless()
        {
            while (true)
            {
                read++;
                yield return "ACGT"u8.ToArray();
            }
        }

        var guess = AlphabetGuess.From(Endless(), "x.fa");

        Assert.Equal(1_000, read);
        Assert.Equal("dna, guessed from the first 1,000 sequences", guess.Explain());
    }

    [Fact]
    public void One_sequence_is_said_to_be_one() =>
        Assert.Equal("rna, guessed from the first sequence",
            AlphabetGuess.From(["ACGU"u8.ToArray()], "x.fa").Explain());

    [Fact]
    public void Sequences_without_letters_tell_nothing()
    {
        var fault = Assert.Throws<InputException>(() => AlphabetGuess.From([[], "--"u8.ToArray()], "x.fa"));

        Assert.Contains("the first 2 sequences have no letters", fault.Message, StringComparison.Ordinal);
    }
}
