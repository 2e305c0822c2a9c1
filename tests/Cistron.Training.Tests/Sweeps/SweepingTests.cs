using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Sweeps;

public sealed class SweepingTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly string _train;
    private readonly string _recipe;

    public SweepingTests()
    {
        _train = _temporary.Write("train.csv", SyntheticSequences.Table(32, 30, motif => motif ? "yes" : "no"));
        _recipe = _temporary.Write("recipe.yaml", RecipeWriter.Write(TinyRecipes.Finetune("unused", _train)));
    }

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Every_cell_is_a_run_like_one_that_was_started_alone()
    {
        SweepResult result = Sweep("grid: {head.dropout: [0, 0.5], seed: [7, 8]}");

        Assert.Equal(4, result.CountOf(CellState.Finished));
        Assert.False(result.WasStopped);
        var alone = (TinyRecipes.Finetune(_temporary["alone"], _train) with
        {
            Seed = 8,
            Head = new HeadRecipe { Dropout = 0.5 },
        }).Train();
        double expected = alone.Result!.Dev.Metrics["loss"].Value;
        Assert.Equal(expected, result.Cells[3].Metrics["loss"]);
        Assert.Equal("dropout-0.5-seed-8", result.Cells[3].Name);
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(_temporary["alone"], "model", "model.safetensors")),
            File.ReadAllBytes(Path.Combine(Cell("dropout-0.5-seed-8").Model, "model.safetensors")));
    }

    [Fact]
    public void A_sweep_leaves_a_table_a_page_and_the_aggregate()
    {
        SweepResult result = Sweep("grid: {head.dropout: [0, 0.5], seed: [7, 8]}\nset: {baseline: true}");

        var folder = new RunPaths(_temporary["sweep"]);
        string[] table = File.ReadAllLines(Path.Combine(folder.Root, "cells.tsv"));
        Assert.Equal(5, table.Length);
        Assert.StartsWith("cell\thead.dropout\tseed\tstate\tmcc\taccuracy\t", table[0]);
        Assert.Contains("\tbaseline_mcc\t", table[0]);
        Assert.StartsWith("dropout-0-seed-7\t0\t7\tfinished\t", table[1]);
        SweepResult read = JsonFile.Read<SweepResult>(folder.Result);
        Assert.Equal(result.Groups.Select(group => group.Metrics["mcc"].Mean), read.Groups.Select(group => group.Metrics["mcc"].Mean));
        Assert.Equal("k-mer baseline", read.BaselineName);
        Assert.Contains("MCC against dropout", File.ReadAllText(folder.Report));
        Assert.Equal(
            ["mcc-against-dropout.svg", "mcc-while-training-by-dropout.svg"],
            Directory.GetFiles(folder.Plots).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Pretraining_is_judged_by_bits_per_base_beside_its_markov_model()
    {
        string corpus = _temporary.Write("corpus.fa", SyntheticSequences.Fasta(records: 30, length: 60));
        string recipe = _temporary.Write("pretrain.yaml", RecipeWriter.Write(TinyRecipes.Pretrain("unused", corpus)));

        SweepResult result = Sweep("grid: {training.learning_rate: [1e-3, 1e-2]}", verb: "pretrain", recipe);

        Assert.Equal("bits_per_base", result.Metric);
        Assert.Equal("order-1 Markov model", result.BaselineName);
        Assert.Null(result.Replicate);
        Assert.All(result.Cells, cell => Assert.InRange(cell.Baseline["bits_per_base"], 1.8, 2.2));
    }

    [Fact]
    public void A_finished_cell_is_not_touched_again_and_a_sweep_can_grow()
    {
        Sweep("grid: {seed: [7, 8]}");
        var before = Stamps();

        SweepResult result = Sweep("grid: {seed: [8, 7, 9], head.dropout: [0.1]}\narms: []");
        SweepResult grown = Sweep("grid: {seed: [9, 8, 7]}");

        Assert.Equal(3, result.CountOf(CellState.Finished));
        Assert.Equal(3, grown.CountOf(CellState.Finished));
        Assert.Equal(["seed-9", "seed-8", "seed-7"], grown.Cells.Select(cell => cell.Name));
        var after = Stamps();
        Assert.Equal(4, before.Count);
        Assert.All(before, stamp => Assert.Equal(stamp.Value, after[stamp.Key]));
    }

    [Fact]
    public void A_stopped_sweep_keeps_a_checkpoint_and_goes_on_from_it()
    {
        SweepResult whole = Sweep("grid: {seed: [7, 8]}");
        Directory.Delete(_temporary["sweep"], recursive: true);
        using var stop = new CancellationTokenSource();
        int steps = 0;
        var log = new RecordingLog(_ =>
        {
            if (++steps == 15)
                stop.Cancel();
        });

        SweepResult stopped = Sweep("grid: {seed: [7, 8]}", log: log, stop: stop.Token);

        Assert.True(stopped.WasStopped);
        Assert.Equal([CellState.Finished, CellState.Pending], stopped.Cells.Select(cell => cell.State));
        Assert.Equal(5, new CheckpointFolders(Cell("seed-8").Checkpoints).Newest!.Step);
        Assert.False(File.Exists(_temporary["sweep/result.json"]));
        Assert.True(File.Exists(_temporary["sweep/report.html"]));

        var resumed = new RecordingLog();
        SweepResult result = Sweep("grid: {seed: [7, 8]}", log: resumed);

        Assert.Contains("sweep of 2 cells of finetune: 1 finished before, 1 left", resumed.Notes);
        Assert.Contains("resuming from step 5 of 10", resumed.Notes);
        Assert.Equal(5, resumed.Steps.Count);
        Assert.Equal(whole.Cells.Select(cell => cell.Metrics["loss"]), result.Cells.Select(cell => cell.Metrics["loss"]));
    }

    [Fact]
    public void A_cell_that_fails_is_recorded_with_its_sentence_and_the_others_go_on()
    {
        var log = new RecordingLog();

        SweepResult result = Sweep($"grid: {{data.train: [missing.csv, {RecipeValue.OfText(_train)}]}}", log: log);

        Assert.Equal([CellState.Failed, CellState.Finished], result.Cells.Select(cell => cell.State));
        Assert.StartsWith("missing.csv: ", result.Cells[0].Failure);
        Assert.Contains($"train-missing.csv failed: {result.Cells[0].Failure}", log.Warnings);
        Assert.StartsWith("Cistron.Sequences.Formats.InputException",
            File.ReadAllText(_temporary["sweep/cells/train-missing.csv/failure.txt"]));
        Assert.EndsWith($"\t{result.Cells[0].Failure}", File.ReadAllLines(_temporary["sweep/cells.tsv"])[1]);
        Assert.Contains("1 cell failed", File.ReadAllText(_temporary["sweep/report.html"]));
        Assert.False(result.WasStopped);
    }

    [Fact]
    public void A_cell_that_failed_is_tried_again()
    {
        string late = _temporary["late.csv"];
        Assert.Equal(CellState.Failed, Sweep($"grid: {{data.train: [{RecipeValue.OfText(late)}]}}").Cells[0].State);
        File.Copy(_train, late);

        SweepResult result = Sweep($"grid: {{data.train: [{RecipeValue.OfText(late)}]}}");

        Assert.Equal(CellState.Finished, result.Cells[0].State);
        Assert.Empty(Directory.GetFiles(_temporary["sweep"], "failure.txt", SearchOption.AllDirectories));
    }

    [Fact]
    public void When_all_cells_fail_there_is_still_a_page()
    {
        SweepResult result = Sweep("grid: {data.train: [missing.csv]}");

        Assert.Null(result.Metric);
        Assert.Contains("0 of 1 cells of", File.ReadAllText(_temporary["sweep/report.html"]));
    }

    [Fact]
    public void A_wrong_key_is_refused_for_all_cells_together_before_anything_is_written()
    {
        var fault = Assert.Throws<RecipeException>(() => Sweep("grid: {data.trian_rows: [20, 50], head.dropout: [0.1, 2], seed: [1]}"));

        Assert.Equal(
        [
            "cell trian_rows-20-dropout-0.1-seed-1: argument 'data.trian_rows=20': unknown key 'data.trian_rows'; did you mean "
                + "'data.train_rows'?",
            "cell trian_rows-20-dropout-2-seed-1: argument 'head.dropout=2': head.dropout: expected a number in [0, 0.9], found '2'",
        ], fault.Faults.Select(found => $"{found}"));
        Assert.False(Directory.Exists(_temporary["sweep"]));
    }

    [Fact]
    public void A_changed_recipe_of_a_finished_cell_is_refused_before_any_cell_runs()
    {
        Sweep("grid: {seed: [8]}");

        var refusal = Assert.Throws<RunFolderException>(() => Sweep("grid: {seed: [7, 8]}\nset: {training.steps: 20}"));

        Assert.Contains("cells/seed-8 differs: training.steps 10 → 20", refusal.Message);
        Assert.False(Directory.Exists(Cell("seed-7").Root));
        Assert.True(File.Exists(_temporary["sweep/result.json"]));
    }

    [Fact]
    public void A_run_of_another_verb_is_not_taken_for_a_sweep()
    {
        TinyRecipes.Finetune(_temporary["sweep"], _train).Train();

        var refusal = Assert.Throws<RunFolderException>(() => Sweep("grid: {seed: [7]}"));

        Assert.Equal($"{_temporary["sweep"]} holds the run of another verb; choose another folder", refusal.Message);
    }

    [Fact]
    public void A_metric_that_the_cells_do_not_have_stops_the_sweep_after_the_first()
    {
        var log = new RecordingLog();

        var fault = Assert.Throws<RecipeException>(() => Sweep("grid: {seed: [7, 8]}\nmetric: pearson", log: log));

        Assert.StartsWith("metric: 'pearson' is no metric of seed-7; give one of mcc, accuracy, ", fault.Message);
        Assert.Equal(10, log.Steps.Count);
    }

    private RunPaths Cell(string name) => new(_temporary[$"sweep/cells/{name}"]);

    private Dictionary<string, DateTime> Stamps() => Directory
        .GetFiles(_temporary["sweep/cells"], "*.json*", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) is "result.json" or "metrics.jsonl")
        .ToDictionary(file => file, File.GetLastWriteTimeUtc);

    private SweepResult Sweep(
        string yaml, string verb = "finetune", string? recipe = null, RecordingLog? log = null, CancellationToken stop = default)
    {
        string text = $"run: {RecipeValue.OfText(_temporary["sweep"])}\nverb: {verb}\n"
            + $"recipe: {RecipeValue.OfText(recipe ?? _recipe)}\n{yaml}\n";
        return Sweeping.Run(RecipeBinder.Bind<SweepRecipe>(new RecipeText("sweep.yaml", text), []), [], log ?? new(), stop);
    }
}
