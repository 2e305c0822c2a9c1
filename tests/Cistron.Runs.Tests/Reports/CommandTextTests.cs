using Cistron.Runs.Reports;

namespace Cistron.Runs.Tests.Reports;

public sealed class CommandTextTests
{
    [Theory]
    [InlineData("'data.corpus=[a.fa]'", "a.fa")]
    [InlineData("'data.corpus=[a.fa, b/c.fa.gz]'", "a.fa", "b/c.fa.gz")]
    [InlineData("""'data.corpus=["my genome.fa", "it'\''s [1], \"2\".fa"]'""", "my genome.fa", "it's [1], \"2\".fa")]
    public void A_list_is_quoted_for_the_shell_and_each_value_for_YAML(string expected, params string[] values) =>
        Assert.Equal(expected, CommandText.List("data.corpus", values));
}
