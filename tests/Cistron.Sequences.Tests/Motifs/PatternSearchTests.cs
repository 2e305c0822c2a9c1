using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Motifs;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Motifs;

public sealed class PatternSearchTests
{
    [Fact]
    public void Patterns_within_others_and_across_each_other_are_all_found()
    {
        string[] patterns = ["A", "CA", "ACA", "CAC", "T"];

        var found = Find(patterns, "ACACG");

        Assert.Equal([("A", 0), ("A", 2), ("ACA", 0), ("CA", 1), ("CAC", 1)], found);
    }

    [Fact]
    public void Every_find_of_one_pattern_after_the_other_is_found_and_no_more()
    {
        for (int draw = 0; draw < 300; draw++)
        {
            var draws = RandomStream.For(1, "patterns", draw);
            string Random(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => "ACGTN"[(int)draws.NextBelow(draw % 2 == 0 ? 3 : 5)]));
            string[] patterns = [.. Enumerable.Range(0, 20).Select(_ => Random(1 + (int)draws.NextBelow(6)).Replace('N', 'A')).Distinct()];
            string text = Random(60);

            var found = Find(patterns, text);

            var expected = from pattern in patterns
                           from start in Enumerable.Range(0, text.Length - pattern.Length + 1)
                           where string.CompareOrdinal(text, start, pattern, 0, pattern.Length) == 0
                           orderby pattern, start
                           select (pattern, start);
            Assert.Equal(expected.OrderBy(find => find.pattern, StringComparer.Ordinal).ThenBy(find => find.start), found);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("ACN")]
    [InlineData("ACG")]
    public void A_pattern_that_cannot_be_looked_for_is_refused(string pattern) =>
        Assert.Throws<ArgumentException>(() => Find(["ACG", pattern], "ACG"));

    private static List<(string Pattern, int Start)> Find(string[] patterns, string text)
    {
        var search = new PatternSearch([.. patterns.Select(Encoding.ASCII.GetBytes)], Alphabet.Dna);
        return [.. search.Find(Encoding.ASCII.GetBytes(text)).Select(find => (patterns[find.Pattern], find.Start))
            .OrderBy(find => find.Item1, StringComparer.Ordinal).ThenBy(find => find.Start)];
    }
}
