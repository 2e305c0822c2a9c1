using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Tests.Formats;

public class NearestNameTests
{
    [Theory]
    [InlineData("sequnce", "sequence")]
    [InlineData("Labels", "label")]
    [InlineData("SPLIT", "split")]
    [InlineData("temperature", null)]
    [InlineData("", null)]
    public void The_name_with_fewest_edits_is_meant_unless_all_are_far(string written, string? expected) =>
        Assert.Equal(expected, NearestName.To(written, ["label", "sequence", "split"]));
}
