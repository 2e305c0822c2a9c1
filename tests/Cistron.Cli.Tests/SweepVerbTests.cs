using System.Diagnostics;
using System.Text.Json;
using Cistron.Runs.Folders;
using Cistron.Runs.Tests.Folders;
using Cistron.Training.Verbs;

namespace Cistron.Cli.Tests;

public sealed class SweepVerbTests : IDisposable
{
    private const string Command = "sweep run=runs/x verb=finetune grid.seed=[1]";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sweep_shows_the_means_and_what_failed() => Transcript.Of(Command, [FakeRuns.Sweep]).Matches("sweep");

    [Fact]
    public void A_stopped_sweep_says_how_to_go_on_and_ends_with_85()
    {
        Transcript transcript = Transcript.Of(Command, [FakeRuns.StoppedSweep]);

        Assert.Equal(ExitCode.Stopped, transcript.Code);
        Assert.Contains("3 of 4 cells are finished; stopped, the same command goes on\n", transcript.Output);
    }

    [Fact]
    public void Json_gives_the_aggregate_and_every_cell()
    {
        Transcript transcript = Transcript.Of($"{Command} --json", [FakeRuns.Sweep]);

        JsonElement result = JsonDocument.Parse(transcript.Output).RootElement;
        Assert.Equal(0.45, result.GetProperty("groups")[0].GetProperty("metrics").GetProperty("mcc").GetProperty("mean").GetDouble(), 12);
        Assert.Equal("failed", result.GetProperty("cells")[3].GetProperty("state").GetString());
        Assert.False(result.GetProperty("was_stopped").GetBoolean());
        Assert.Equal(ExitCode.Failed, transcript.Code);
    }

    [Fact]
    public void A_wrong_key_is_one_sentence()
    {
        Transcript transcript = Transcript.Of($"sweep run={_folder["x"]} verb=pretrain set.data.corpus=[a.fa] grid.sede=[1,2]");

        Assert.Equal(ExitCode.WrongInput, transcript.Code);
        Assert.Equal(
            "cistron: cell sede-1: argument 'sede=1': unknown key 'sede'; did you mean 'seed'?\n", transcript.Errors);
    }

    [Fact]
    public void Cells_in_processes_of_their_own_end_as_those_in_this_one()
    {
        Transcript apart = Transcript.Of($"{Tiny("apart")} parallel=2");

        Assert.Equal(ExitCode.Failed, apart.Code);
        var results = JsonFile.Read<SweepResult>(_folder["apart/result.json"]);
        Assert.Equal([CellState.Failed, CellState.Failed, CellState.Finished, CellState.Finished], results.Cells.Select(cell => cell.State));
        Assert.StartsWith("missing.csv: ", results.Cells[0].Failure);
        Assert.Contains("warning: train-", apart.Errors);
        Transcript.Of(Tiny("here"));
        Assert.Equal(
            File.ReadAllText(_folder["here/cells.tsv"]).Split('\n').Select(line => line.Split('\t')[0]),
            File.ReadAllText(_folder["apart/cells.tsv"]).Split('\n').Select(line => line.Split('\t')[0]));
        Assert.Equal(results.Cells[0].Failure, JsonFile.Read<SweepResult>(_folder["here/result.json"]).Cells[0].Failure);
    }

    [Fact]
    public void A_stop_reaches_the_cells_in_processes_of_their_own()
    {
        using var stop = new CancellationTokenSource();
        string sweep = _folder["long"];
        var watch = new Thread(() =>
        {
            var time = Stopwatch.StartNew();
            while (time.Elapsed < TimeSpan.FromMinutes(2) && Trained(sweep) < 2)
                Thread.Sleep(20);
            stop.Cancel();
        });
        watch.Start();

        Transcript transcript = Transcript.Of($"{Tiny("long", rows: "40")} set.training.steps=1000000 parallel=2", stop: stop.Token);

        watch.Join();
        Assert.Equal(ExitCode.Stopped, transcript.Code);
        Assert.Equal(2, Directory.GetDirectories(sweep, "step-*", SearchOption.AllDirectories)
            .Select(step => Directory.GetParent(step)!.FullName).Distinct().Count());
        Assert.False(File.Exists(Path.Combine(sweep, "result.json")));
    }

    private static int Trained(string sweep) => Directory.Exists(sweep)
        ? Directory.GetFiles(sweep, "metrics.jsonl", SearchOption.AllDirectories).Count(file => MetricsLog.Read(file).Any())
        : 0;

    /// <summary>A sweep of the tiniest runs, over tables or, with a number of rows, over seeds alone.</summary>
    private string Tiny(string name, string? rows = null)
    {
        string table = _folder["train.csv"];
        File.WriteAllText(table, "sequence,label\n" + string.Concat(Enumerable.Range(0, 40).Select(i =>
            $"{(i % 2 == 0 ? "ACGTACGGTA" : "TTGCATTTCA")}{"ACGT"[i % 4]}{"ACGT"[i / 4 % 4]}{"ACGT"[i / 16]},{i % 2}\n")));
        string grid = rows is null ? $"grid.data.train=[missing.csv,{table}]" : $"set.data.train={table}";
        return $"sweep run={_folder[name]} verb=finetune {grid} grid.seed=[1,2] set.device=cpu set.baseline=false set.data.dev_fraction=0.25 "
            + "set.training.steps=4 --progress plain";
    }
}
