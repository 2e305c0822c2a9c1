using Cistron.Sequences.Augmentation;

namespace Cistron.Sequences.Tests.Augmentation;

public class DotBracketTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("...", "")]
    [InlineData("((.))", "1-3 0-4")]
    [InlineData("(.[.).]", "0-4 2-6")]
    [InlineData("(A{<)a}>", "0-4 1-5 2-6 3-7")]
    public void Brackets_that_match_are_pairs(string structure, string pairs) =>
        Assert.Equal(pairs, string.Join(' ', new DotBracket(structure).Pairs.Select(pair => $"{pair.Left}-{pair.Right}")));

    [Theory]
    [InlineData("(()", "position 1 is never closed")]
    [InlineData("())", "')' at position 3 closes none")]
    [InlineData("(]", "']' at position 2 closes none")]
    [InlineData("(?)", "'?' at position 2 is not of the dot-bracket notation")]
    public void Brackets_that_do_not_match_are_refused(string structure, string found) =>
        Assert.Contains(found, Assert.Throws<ArgumentException>(() => new DotBracket(structure)).Message, StringComparison.Ordinal);
}
