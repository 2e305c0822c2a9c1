using Cistron.Data.Recipes;
using Cistron.Data.Verbs;
using Cistron.Runs.Tests.Folders;
using Cistron.Sequences.Formats;

namespace Cistron.Data.Tests.Verbs;

public sealed class WindowingTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private string Output => _temporary["windows.csv"];

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Windows_are_written_with_a_manifest_and_can_be_made_again()
    {
        Run();
        string first = File.ReadAllText(Output);

        var result = Run();

        Assert.Equal(first, File.ReadAllText(Output));
        Assert.Contains("\nGTAC,1,c:2-6(+),c,2,6,+,positive,g\n", first);
        Assert.Equal(1, result.Counts.Kept["positive"]);
        Assert.True(File.Exists($"{Output}.json"));
    }

    [Fact]
    public void A_file_of_somebody_else_is_not_overwritten()
    {
        _temporary.Write("windows.csv", "all my work");

        Assert.Throws<InputException>(() => Run());

        Assert.Equal("all my work", File.ReadAllText(Output));
    }

    [Fact]
    public void A_type_that_no_feature_has_is_refused_and_nothing_is_written()
    {
        var fault = Assert.Throws<InputException>(() => Run("tRNA"));

        Assert.Contains("none of its 1 features", fault.Message);
        Assert.False(File.Exists(Output));
    }

    private WindowsResult Run(string? type = null) => Windowing.Run(new WindowsRecipe
    {
        Genome = [_temporary.Write("genome.fa", ">c\nACGTACGTAC\n")],
        Annotation = _temporary.Write("genes.bed", "c\t4\t8\tg\t0\t+\n"),
        Output = Output,
        Features = new FeatureRecipe { Type = type },
        Upstream = 2,
        Downstream = 2,
        Negatives = new NegativesRecipe { From = NegativeSource.None },
    }, new RecordingLog(), default);
}
