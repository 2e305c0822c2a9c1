using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Similarity;

namespace Cistron.Sequences.Tests.Similarity;

public class DuplicateGroupsTests
{
    private static readonly byte[][] Rows =
    [
        .. new[] { "AACG", "TTTT", "CGTT", "AACG", "AAAA", "ACGT", "ACGT", "AACN", "NGTT", "" }
            .Select(Encoding.ASCII.GetBytes),
    ];

    [Fact]
    public void On_both_strands_a_sequence_equals_its_reverse_complement()
    {
        var groups = new DuplicateGroups(Rows, Alphabet.Dna, ComparedStrands.Both);

        Assert.Equal([0, 1, 0, 0, 1, 2, 2, 3, 3, 4], groups.GroupOf);
        Assert.Equal([0, 1, 5, 7, 9], groups.FirstRows);
        Assert.Equal(5, groups.Repeats);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8], groups.RepeatedRows);
        Assert.Equal(
            [
                Repeat.First, Repeat.First, Repeat.OtherStrand, Repeat.SameStrand, Repeat.OtherStrand, Repeat.First,
                Repeat.SameStrand, Repeat.First, Repeat.OtherStrand, Repeat.First,
            ],
            groups.RepeatOf);
    }

    [Fact]
    public void On_one_strand_only_equal_letters_count()
    {
        var groups = new DuplicateGroups(Rows, Alphabet.Dna, ComparedStrands.Forward);

        Assert.Equal([0, 1, 2, 0, 3, 4, 4, 5, 6, 7], groups.GroupOf);
        Assert.Equal(2, groups.RepeatOf.Count(repeat => repeat == Repeat.SameStrand));
        Assert.Equal([0, 3, 5, 6], groups.RepeatedRows);
        Assert.DoesNotContain(Repeat.OtherStrand, groups.RepeatOf);
    }

    [Fact]
    public void Proteins_are_compared_as_they_stand()
    {
        byte[][] proteins = [.. new[] { "MKL", "MKV", "MKL" }.Select(Encoding.ASCII.GetBytes)];

        Assert.Equal([0, 1, 0], new DuplicateGroups(proteins, Alphabet.Protein, ComparedStrands.Forward).GroupOf);
        Assert.Throws<ArgumentException>(
            () => new DuplicateGroups(proteins, Alphabet.Protein, ComparedStrands.Both));
    }
}
