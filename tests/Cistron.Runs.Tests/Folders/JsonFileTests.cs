using Cistron.Runs.Folders;

namespace Cistron.Runs.Tests.Folders;

public sealed class JsonFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_result_is_written_indented_in_snake_case_and_reads_back()
    {
        var result = new Result(0.1, double.NaN, double.PositiveInfinity, null, Verdict.NotWorse);

        JsonFile.Write(_folder["result.json"], result);

        Assert.Equal("""
            {
              "bits_per_base": 0.1,
              "test_loss": null,
              "worst_loss": null,
              "best_loss": null,
              "verdict": "not_worse"
            }

            """, File.ReadAllText(_folder["result.json"]));
        Assert.Equal(result with { WorstLoss = double.NaN }, JsonFile.Read<Result>(_folder["result.json"]));
    }

    [Theory]
    [InlineData("{\n  \"bits_per_base\": \"x\"\n}", ":2: expected Result as JSON; at $.bits_per_base")]
    [InlineData("{\n", ":2: expected Result as JSON; at $")]
    [InlineData("null", " holds nothing but null")]
    public void A_broken_file_is_named_with_the_line(string json, string fault)
    {
        File.WriteAllText(_folder["result.json"], json);

        var refusal = Assert.Throws<RunFolderException>(() => JsonFile.Read<Result>(_folder["result.json"]));

        Assert.Equal(_folder["result.json"] + fault, refusal.Message);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var refusal = Assert.Throws<RunFolderException>(() => JsonFile.Read<Result>(_folder["result.json"]));

        Assert.StartsWith($"{_folder["result.json"]} cannot be read: ", refusal.Message);
    }

    private enum Verdict
    {
        Better,
        NotWorse,
    }

    private sealed record Result(
        double BitsPerBase, double TestLoss, double WorstLoss, double? BestLoss, Verdict Verdict);
}
