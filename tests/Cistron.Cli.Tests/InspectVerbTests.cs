using System.Text.Json;
using Cistron.Cli.Verbs;
using Cistron.Runs.Tests.Folders;
using Cistron.Training.Verbs;

namespace Cistron.Cli.Tests;

public sealed class InspectVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Fasta_is_shown_with_histograms_of_lengths_and_gc()
    {
        string records = string.Concat(Enumerable.Range(1, 40).Select(record =>
            $">r{record}\n{new string('A', record)}{new string('G', 2 * (record % 7) + 3)}\n"));

        Inspect("genes.fa", $"{records}>again\nAGGGGG\n>n\nacgtn\n").Matches("inspect-fasta", _folder.Path);
    }

    [Fact]
    public void A_labelled_table_is_shown_with_its_task_and_the_command_to_train() =>
        Inspect("mine.csv", "id,sequence,label\na,ACGTACGT,promoter\nb,CCCCGGGGTT,other\nc,AAAATTTT,promoter\nd,AAAATTTT,\n")
            .Matches("inspect-table", _folder.Path);

    [Fact]
    public void Bed_is_shown_with_what_it_counts_from() =>
        Inspect("peaks.bed", "chr1\t10\t20\ta\t0\t+\nchr1\t30\t90\tb\t0\t-\nchr2\t30\t95\tc\t0\t+\n")
            .Matches("inspect-bed", _folder.Path);

    [Theory]
    [InlineData("x.csv", "sequence,label\nACGT,1\nAAAA,2\n")]
    [InlineData("x.bed", "chr1\t10\t20\n")]
    [InlineData("x.fa", null)]
    public void A_command_that_is_shown_is_understood(string name, string? text)
    {
        text ??= $">a\n{string.Concat(Enumerable.Repeat("ACGTTGCA", 125_000))}\n";
        JsonElement result = JsonDocument.Parse(Inspect(name, text, "--json").Output).RootElement;
        Verb[] verbs =
        [
            new FinetuneVerb((_, _, _) => throw new OperationCanceledException()),
            new PretrainVerb((_, _, _) => throw new OperationCanceledException(), Estimating.Run),
            new WindowsVerb((_, _, _) => throw new OperationCanceledException()),
            new AuditVerb((_, _, _) => throw new OperationCanceledException()),
        ];

        foreach (JsonElement step in result.GetProperty("next_steps").EnumerateArray())
        {
            string words = step.GetProperty("command").GetString()!["./cistron ".Length..].Replace("'", "");
            Assert.Contains("stopped before the end", Transcript.Of(words, verbs).Errors);
        }
    }

    private Transcript Inspect(string name, string text, string options = "")
    {
        File.WriteAllText(_folder[name], text);
        return Transcript.Of($"data inspect input={_folder[name]} {options}");
    }
}
