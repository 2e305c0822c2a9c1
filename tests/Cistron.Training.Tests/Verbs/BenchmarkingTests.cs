using System.IO.Compression;
using System.Text;
using Cistron.Models.Folders;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Formats;
using Cistron.Training.Recipes;
using Cistron.Training.Reports;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Tests.Suites;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

public sealed class BenchmarkingTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly TinySuite _suite;

    public BenchmarkingTests() => _suite = new TinySuite(_temporary);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Every_task_is_run_with_every_seed_and_shown_beside_baselines_and_published_rows()
    {
        _suite.Task("motif", "motif.csv", "subsets: [{train_rows: 12}]\n");
        _suite.Task("absent", "absent.csv");
        var recipe = _suite.Recipe("motif", "absent") with { Seeds = [1, 2] };

        BenchmarkResult result = Run(recipe);

        Assert.Equal(["motif", "motif_12"], result.Tasks.Select(task => task.Task.Name));
        Assert.Equal([12, 12], result.Tasks[1].Cells.Select(cell => cell.TrainRows));
        TaskResult task = result.Tasks[0];
        Assert.Equal(["model", "k-mer baseline", "position baseline"], task.Systems.Select(system => system.System));
        var first = JsonFile.Read<FinetuneResult>(new RunPaths(Path.Combine(recipe.Run, "motif", "seed-1")).Result).Test!.Metrics["mcc"];
        var second = JsonFile.Read<FinetuneResult>(new RunPaths(Path.Combine(recipe.Run, "motif", "seed-2")).Result).Test!.Metrics["mcc"];
        var (mean, lower, _, values) = task.Of(SystemScore.Model)!.Metrics["mcc"];
        Assert.Equal([first.Value, second.Value], values);
        Assert.Equal(((first.Value + second.Value) / 2, (first.Lower + second.Lower) / 2), (mean, lower));
        Assert.Contains("precision", task.Of(SystemScore.Kmers)!.Metrics.Keys);
        Assert.Equal((0, 0), (result.Failures, result.RunsLeft));

        var missing = Assert.Single(result.Missing);
        Assert.Equal(("absent", "the table of absent"), (missing.Name, missing.Bring));
        Assert.Equal([Path.Combine(_suite.Data, "absent.csv")], missing.Files);

        var paths = new RunPaths(recipe.Run);
        string page = File.ReadAllText(paths.Report);
        Assert.All(["The task motif, 12 labels", "Theirs", "A known leak.", "the table of absent", "Cite it."],
            words => Assert.Contains(words, page, StringComparison.Ordinal));
        string[] table = File.ReadAllLines(BenchmarkTable.PathIn(paths));
        Assert.Contains("motif\tTheirs\tpublished\tmcc\t0.5\t\t\t\t\t\tas reported\t", table);
        Assert.Contains(table, row => row.StartsWith("motif\tposition baseline\tmeasured\tmcc\t", StringComparison.Ordinal));
        Assert.Equal(RunState.Finished, paths.State);
    }

    [Fact]
    public void Runs_that_are_done_are_not_done_again_and_seeds_can_be_added()
    {
        _suite.Task("motif", "motif.csv");
        var recipe = _suite.Recipe("motif");
        Run(recipe);
        var again = new RecordingLog();
        var more = new RecordingLog();

        Run(recipe, again);
        BenchmarkResult result = Run(recipe with { Seeds = [1, 2] }, more);

        Assert.Empty(again.Steps);
        Assert.Equal(10, more.Steps.Count);
        Assert.Equal([1, 2], result.Tasks[0].Cells.Select(cell => cell.Seed));
        Assert.Equal([1, 2], RecipeBinder.Bind<BenchmarkRecipe>(new RunPaths(recipe.Run).Recipe, []).Seeds);
    }

    [Fact]
    public void Another_regime_does_not_mix_with_the_runs_of_a_benchmark()
    {
        _suite.Task("motif", "motif.csv");
        var recipe = _suite.Recipe("motif");
        Run(recipe);

        Fault.Of<RunFolderException>(() => Run(recipe with { Recipe = Path.Combine(_suite.Folder, "recipes", "usual.yaml") }),
            "recipe null →", "choose another folder");
    }

    [Fact]
    public void A_stopped_benchmark_goes_on_where_it_was()
    {
        _suite.Task("motif", "motif.csv");
        var recipe = _suite.Recipe("motif") with { Seeds = [1, 2, 3] };
        using var stop = new CancellationTokenSource();
        int steps = 0;
        var log = new RecordingLog(_ =>
        {
            if (++steps == 15)
                stop.Cancel();
        });

        BenchmarkResult stopped = Benchmarking.Run(recipe, log, stop.Token);
        RunState state = new RunPaths(recipe.Run).State;
        var rest = new RecordingLog();
        BenchmarkResult result = Run(recipe, rest);

        Assert.Equal((2, RunState.Resumable), (stopped.RunsLeft, state));
        Assert.Equal([1], stopped.Tasks[0].Cells.Select(cell => cell.Seed));
        Assert.Equal((0, 15), (result.RunsLeft, rest.Steps.Count));
        Assert.Equal(3, result.Tasks[0].Of(SystemScore.Model)!.Metrics["mcc"].Values.Count);
    }

    [Fact]
    public void A_run_that_fails_is_recorded_with_its_sentence_and_the_others_go_on()
    {
        _suite.Task("broken", "broken.csv");
        _suite.Task("motif", "motif.csv");
        _temporary.Write("data/broken.csv", "sequence,label\nACGTACGTAC,yes\nACG!ACGTAC,no\n");
        var recipe = _suite.Recipe("broken", "motif");
        var log = new RecordingLog();

        BenchmarkResult failed = Run(recipe, log);
        File.Copy(Path.Combine(_suite.Data, "motif.csv"), Path.Combine(_suite.Data, "broken.csv"), overwrite: true);
        BenchmarkResult mended = Run(recipe);

        Assert.Equal(1, failed.Failures);
        string sentence = failed.Tasks[0].Cells[0].Fault!;
        Assert.Contains("broken.csv:3:", sentence, StringComparison.Ordinal);
        Assert.Contains(log.Warnings, warning => warning.StartsWith("broken, seed 1: ", StringComparison.Ordinal));
        Assert.Empty(failed.Tasks[0].Systems);
        Assert.NotEmpty(failed.Tasks[1].Systems);
        Assert.Equal((0, 2), (mended.Failures, mended.Tasks.Count(task => task.Systems.Count > 0)));
    }

    [Fact]
    public void Rows_that_cannot_be_measured_as_the_suite_wants_are_a_fault_of_the_task()
    {
        _suite.Task("values", "values.csv");
        _temporary.Write("data/values.csv", SyntheticSequences.Table(60, 30, motif => motif ? "7.25" : "-3.5"));

        BenchmarkResult result = Run(_suite.Recipe("values"));

        Assert.Contains("the rows have no MCC, which the suite compares by", result.Tasks[0].Cells[0].Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_are_simulated_once_for_a_task_that_wants_them()
    {
        _suite.Write("reads", "reads: {input: genes.fa, output: reads, reads_of_sequence: 6, min_bases: 25, max_bases: 25}\n"
            + "metric: accuracy\nstands_in_for: another\n");
        _temporary.Write("data/genes.fa", string.Concat(Enumerable.Range(0, 20).Select(gene =>
            $">gene{gene} {(gene % 2 == 0 ? "x" : "y")}\n{(gene % 2 == 0 ? "ACGGTCAC" : "GGTTCCAA").PadRight(120, "AC"[gene % 2])}\n")));
        // The usual recipe names a table, which the folder of reads would stand beside.
        var recipe = _suite.Recipe("reads") with { Recipe = _temporary.Write("own.yaml", Own()) };

        BenchmarkResult result = Run(recipe);

        Assert.Null(result.Tasks[0].Cells[0].Fault);
        Assert.Equal((96, 12), (result.Tasks[0].Cells[0].TrainRows, result.Tasks[0].Cells[0].JudgedRows));
        Assert.True(File.Exists(Path.Combine(recipe.Run, "reads", "reads", "train.csv")));
    }

    [Fact]
    public void A_model_is_fine_tuned_with_the_regime_for_models()
    {
        string corpus = _temporary.Write("corpus.fa", SyntheticSequences.Fasta(records: 30, length: 60));
        string model = TinyRecipes.Pretrain(_temporary["pretrain"], corpus).Train().Result!.ModelFolder;
        _suite.Task("motif", "motif.csv");
        _temporary.Write("suite/recipes/usual.yaml", "training: {steps: 4, batch_size: 4}\nbaseline: false\n");
        var apart = _suite.Recipe("motif") with
        {
            Model = model, Run = _temporary["apart"],
            Recipe = _temporary.Write("apart.yaml", "token_stride: 3\ntraining: {steps: 4, batch_size: 4}\nbaseline: false\n"),
        };

        BenchmarkResult result = Run(_suite.Recipe("motif") with { Model = model });
        BenchmarkResult strided = Run(apart);

        var run = JsonFile.Read<FinetuneResult>(new RunPaths(result.Tasks[0].Cells[0].Folder).Result);
        Assert.Equal((model, 4), (run.Pretrained, run.Steps));
        var other = JsonFile.Read<FinetuneResult>(new RunPaths(strided.Tasks[0].Cells[0].Folder).Result);
        Assert.Equal(["dna 3-mers, stride 1", "dna 3-mers, stride 3"],
            new[] { run, other }.Select(one => ModelFolder.Open(one.ModelFolder).Tokenizer.ToString()));
        Assert.Equal(["model"], result.Tasks[0].Systems.Select(system => system.System));
    }

    [Fact]
    public void A_regime_of_the_suite_takes_the_place_of_the_usual_one_and_each_figure_says_how_it_was_trained()
    {
        _suite.Task("motif", "motif.csv", "regimes: {short: recipes/short.yaml}\n");
        _temporary.Write("suite/recipes/short.yaml", "tokenizer: {k: 2}\ntraining: {steps: 6, batch_size: 7, learning_rate: 1e-3}\nbaseline: false\n");

        BenchmarkResult result = Run(_suite.Recipe("motif") with { Regime = "short" });

        Assert.Equal((6, "short"), (JsonFile.Read<FinetuneResult>(new RunPaths(result.Tasks[0].Cells[0].Folder).Result).Steps, result.Regime));
        // Six batches of seven hold the 38 training rows.
        Assert.Equal("from scratch, 1 epoch, rate 1.0e-3", result.Tasks[0].Regime);
        string page = File.ReadAllText(new RunPaths(result.Run).Report);
        Assert.Contains("by Theirs (as reported); the model (from scratch, 1 epoch, rate 1.0e-3) reaches", page, StringComparison.Ordinal);
        Fault.Of<RecipeException>(() => RecipeBinder.Bind<BenchmarkRecipe>((RecipeText?)null, ["suite=x", "run=y", "regime=short", "recipe=z"]), "stands beside recipe");
    }

    [Fact]
    public void A_figure_in_doubt_is_quoted_with_its_doubt_and_is_not_the_best()
    {
        _suite.Write("motif", "data: {train: motif.csv, test_fraction: 0.3}\nmetric: mcc\n"
            + "published: [{system: Theirs, values: {mcc: 0.5}}, {system: Misprinted, values: {mcc: 0.9}, doubt: a column too far}]\n");

        BenchmarkResult result = Run(_suite.Recipe("motif"));

        Assert.Equal("Theirs", result.Tasks[0].Best!.System);
        string page = File.ReadAllText(new RunPaths(result.Run).Report);
        Assert.All(["0.900 †", "† Misprinted: a column too far"], words => Assert.Contains(words, page, StringComparison.Ordinal));
        Assert.Contains(File.ReadAllLines(BenchmarkTable.PathIn(new RunPaths(result.Run))),
            row => row.StartsWith("motif\tMisprinted\t", StringComparison.Ordinal) && row.EndsWith("\ta column too far", StringComparison.Ordinal));
    }

    [Fact]
    public void Tasks_of_a_group_are_shown_with_their_mean_over_the_same_tasks()
    {
        const string Published = "published: [{system: Theirs, values: {mcc: 0.5}}, {system: Others, values: {mcc: 0.25}}]\n";
        _suite.Write("one", $"data: {{train: motif.csv, test_fraction: 0.3}}\nmetric: mcc\ngroup: motifs\n{Published}");
        _suite.Write("two", $"data: {{train: motif.csv, test_fraction: 0.3}}\nmetric: mcc\ngroup: motifs\n"
            + Published.Replace("0.5", "0.7", StringComparison.Ordinal).Replace("Others", "Newer", StringComparison.Ordinal));

        BenchmarkResult result = Run(_suite.Recipe("one", "two"));

        string page = File.ReadAllText(new RunPaths(result.Run).Report);
        string means = page[page.IndexOf("motifs: mean MCC of the 2 tasks", StringComparison.Ordinal)..];
        means = means[..means.IndexOf("</table>", StringComparison.Ordinal)];
        Assert.Contains("0.600", means, StringComparison.Ordinal);
        // Its mean would be over one task only.
        Assert.DoesNotContain("Others", means, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_there_only_with_the_tables_to_train_and_to_score_on_plain_or_compressed()
    {
        _suite.Write("folder", "data: {folder: parts}\nmetric: mcc\nstands_in_for: another\nsizes: {train: 40, dev: 10, test: 12}\n");
        _suite.Write("stand_in", "data: {train: parts/dev.csv, test: parts/test.csv}\nmetric: mcc\nstands_in_for: folder\n");
        Directory.CreateDirectory(Path.Combine(_suite.Data, "parts"));
        Compress("dev.csv.gz", rows: 24, seed: 2);
        Compress("test.csv.gz", rows: 12, seed: 3);
        var recipe = _suite.Recipe("folder", "stand_in") with { Recipe = _temporary.Write("own.yaml", Own()) };

        BenchmarkResult without = Run(recipe);
        Compress("train.csv.gz", rows: 40, seed: 4);
        BenchmarkResult with = Run(recipe);

        Assert.Equal(Path.Combine(_suite.Data, "parts", "train.csv"), Assert.Single(Assert.Single(without.Missing).Files));
        Assert.Equal((18, 12), (without.Tasks[0].Cells[0].TrainRows, without.Tasks[0].Cells[0].JudgedRows));
        Assert.Equal(["folder", "stand_in"], with.Tasks.Select(task => task.Task.Name));
        // Published figures are from 10 dev rows, not from 24.
        Assert.Contains(with.Tasks[0].Warnings, warning => warning.StartsWith(
            "Published figures are from 40 train, 10 dev and 12 test rows; here there were 40, 24 and 12", StringComparison.Ordinal));

        void Compress(string file, int rows, ulong seed)
        {
            using var stream = new GZipStream(File.Create(Path.Combine(_suite.Data, "parts", file)), CompressionLevel.Fastest);
            stream.Write(Encoding.ASCII.GetBytes(SyntheticSequences.Table(rows, 30, motif => motif ? "yes" : "no", seed)));
        }
    }

    [Fact]
    public void A_model_that_gives_one_answer_to_all_rows_has_an_MCC_of_0_and_the_page_says_so()
    {
        _suite.Task("motif", "motif.csv");
        string own = Own().Replace("learning_rate: 0.001", "learning_rate: 1e-9", StringComparison.Ordinal);
        var recipe = _suite.Recipe("motif") with { Recipe = _temporary.Write("own.yaml", own) };

        BenchmarkResult result = Run(recipe);

        Assert.Equal(0, result.Tasks[0].Of(SystemScore.Model)!.Metrics["mcc"].Mean);
        Assert.Contains("Collapse: 100 % of the predictions are class", File.ReadAllText(new RunPaths(result.Run).Report), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_run_at_all_is_told_before_anything_is_written()
    {
        _suite.Task("motif", "motif.csv");
        var recipe = _suite.Recipe("motif");

        Fault.Of<RecipeException>(() => Run(recipe with { Tasks = ["motiv"] }), "tasks", "'motiv'", "did you mean 'motif'?");
        Fault.Of<InputException>(() => Run(recipe with { Data = _temporary["nowhere"] }), "nowhere", "there is no such folder", "data=");
        Fault.Of<InputException>(() => Run(recipe with { Data = _temporary["suite"] }), "none of the files of Tiny is there", "motif.csv");
        Fault.Of<ModelFolderException>(() => Run(recipe with { Model = _suite.Data }), _suite.Data);
        Fault.Of<RecipeException>(() => Run(recipe with { Recipe = _temporary.Write("own.yaml", "trainig: {}\n") }), "did you mean 'training'?");
        Assert.False(Directory.Exists(recipe.Run));
    }

    private static string Own() => string.Join('\n', RecipeWriter.Write(TinyRecipes.Finetune("run", "train.csv")).Split('\n')
        .Where(line => !line.StartsWith("  train: train.csv", StringComparison.Ordinal)));

    private static BenchmarkResult Run(BenchmarkRecipe recipe, RecordingLog? log = null) =>
        Benchmarking.Run(recipe, log ?? new RecordingLog(), default);
}
