using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Tests.Formats;

public class InputExceptionTests
{
    [Fact]
    public void The_message_is_one_sentence_with_the_place_first()
    {
        var fault = new InputException("a.csv", 12, "a comma is missing", "two fields were expected", "add it");

        Assert.Equal("a.csv:12: a comma is missing; two fields were expected; add it.", fault.Message);
        Assert.Equal(("a.csv", 12L), (fault.File, fault.Line));
    }

    [Fact]
    public void A_fault_of_the_whole_file_has_no_line()
    {
        var fault = new InputException("a.csv", null, "empty", "rows", "look");

        Assert.Equal("a.csv: empty; rows; look.", fault.Message);
        Assert.Null(fault.Line);
    }

    [Theory]
    [InlineData("plain", "'plain'")]
    [InlineData("\u001b[2Jboo\n\u00e9", "'?[2Jboo??'")]
    [InlineData("", "''")]
    public void Quoted_words_cannot_steer_a_terminal(string words, string quoted) =>
        Assert.Equal(quoted, InputException.Quote(words));

    [Fact]
    public void Long_words_are_cut() =>
        Assert.Equal($"'{new string('A', 40)}...'", InputException.Quote(new string('A', 100_000)));
}
