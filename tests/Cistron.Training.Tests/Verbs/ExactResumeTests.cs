using System.Diagnostics;
using Cistron.Runs.Folders;
using Cistron.Training.Optimization;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

/// <summary>
/// The central promise: a run that is stopped or killed and goes on with new objects ends in the bits of the run that
/// was not. Dropout, accumulation, warm-up, decay and averages are all on.
/// </summary>
public sealed class ExactResumeTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData(Precision.Fp32, 1)]
    [InlineData(Precision.Fp32, 5)]
    [InlineData(Precision.Fp32, 9)]
    [InlineData(Precision.Bf16, 5)]
    public void A_stopped_pre_training_run_ends_in_the_same_bits(Precision precision, int stopAt)
    {
        var whole = Whole(run => Pretrain(run, precision, new RecordingLog()));

        var stopped = _temporary["stopped"];
        using (var stop = new CancellationTokenSource())
            Assert.True(Pretrain(stopped, precision, StoppingAt(stopAt, stop), stop.Token).WasStopped);
        Assert.False(Pretrain(stopped, precision, new RecordingLog()).WasStopped);

        RunContent.AssertSame(whole, RunContent.Of(stopped));
    }

    [Theory]
    [InlineData(Precision.Fp32, 1)]
    [InlineData(Precision.Fp32, 5)]
    [InlineData(Precision.Fp32, 9)]
    [InlineData(Precision.Bf16, 5)]
    public void A_stopped_fine_tuning_run_ends_in_the_same_bits(Precision precision, int stopAt)
    {
        var whole = Whole(run => Finetune(run, precision, new RecordingLog()));

        var stopped = _temporary["stopped"];
        using (var stop = new CancellationTokenSource())
            Assert.True(Finetune(stopped, precision, StoppingAt(stopAt, stop), stop.Token).WasStopped);
        Assert.False(Finetune(stopped, precision, new RecordingLog()).WasStopped);

        RunContent.AssertSame(whole, RunContent.Of(stopped));
    }

    [Theory]
    [InlineData(Precision.Fp32, 1)]
    [InlineData(Precision.Fp32, 2)]     // in the midst of a piece: the state of the LSTM has to come back
    [InlineData(Precision.Fp32, 7)]
    [InlineData(Precision.Bf16, 5)]
    public void A_stopped_run_of_next_token_prediction_ends_in_the_same_bits(Precision precision, int stopAt)
    {
        var whole = Whole(run => Causal(run, precision, new RecordingLog()));

        var stopped = _temporary["stopped"];
        using (var stop = new CancellationTokenSource())
            Assert.True(Causal(stopped, precision, StoppingAt(stopAt, stop), stop.Token).WasStopped);
        Assert.False(Causal(stopped, precision, new RecordingLog()).WasStopped);

        RunContent.AssertSame(whole, RunContent.Of(stopped));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]     // the border of the first phase
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(9)]
    public void A_run_in_phases_that_is_stopped_in_any_of_them_ends_in_the_same_bits(int stopAt)
    {
        var whole = Whole(run => InPhases(run, new RecordingLog()));

        var stopped = _temporary["stopped"];
        using (var stop = new CancellationTokenSource())
            Assert.True(InPhases(stopped, StoppingAt(stopAt, stop), stop.Token).WasStopped);
        var log = new RecordingLog();
        Assert.False(InPhases(stopped, log).WasStopped);

        RunContent.AssertSame(whole, RunContent.Of(stopped));
        string[] phases =
        [
            "phase 1 of 4, to step 3: head (head)",
            "phase 2 of 4, to step 6: last 2 groups (layer 1, head)",
            "phase 3 of 4, to step 9: all (embeddings, layer 1, head)",
            "phase 4 of 4, to step 10: all (embeddings, layer 1, head)",
        ];
        Assert.Equal(phases[(stopAt / 3)..], log.Notes.Where(note => note.StartsWith("phase", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_run_that_is_stopped_after_every_single_step_ends_in_the_same_bits()
    {
        var steps = new List<StepReport>();
        var log = new RecordingLog();
        var whole = Whole(run => Finetune(run, Precision.Fp32, log));

        var stopped = _temporary["stopped"];
        for (int step = 1; step <= 10; step++)
        {
            using var stop = new CancellationTokenSource();
            var sitting = StoppingAt(step, stop);
            Finetune(stopped, Precision.Fp32, sitting, stop.Token);
            steps.Add(Assert.Single(sitting.Steps));
        }
        Finetune(stopped, Precision.Fp32, new RecordingLog());

        RunContent.AssertSame(whole, RunContent.Of(stopped));
        Assert.Equal(log.Steps.Select(s => (s.Loss, s.GradientNorm, s.Rows, s.State.Tokens)),
            steps.Select(s => (s.Loss, s.GradientNorm, s.Rows, s.State.Tokens)));
    }

    [Fact]
    public void Metrics_that_were_written_after_the_last_checkpoint_are_written_again()
    {
        var whole = Whole(run => Pretrain(run, Precision.Fp32, new RecordingLog()));

        var killed = _temporary["killed"];
        Assert.Throws<KilledException>(() => Pretrain(killed, Precision.Fp32, DyingAt(7)));
        Assert.Equal(7, MetricsLog.Read(new RunPaths(killed).Metrics).Last().Step);
        Assert.InRange(Newest(killed), 3, 6);
        // A kill may also tear the line that is being written.
        File.AppendAllText(new RunPaths(killed).Metrics, """{"step": 8, "epo""");
        Pretrain(killed, Precision.Fp32, new RecordingLog());

        RunContent.AssertSame(whole, RunContent.Of(killed));
    }

    [Fact]
    public void A_run_that_died_before_its_first_checkpoint_starts_anew()
    {
        var whole = Whole(run => Finetune(run, Precision.Fp32, new RecordingLog()));

        var killed = _temporary["killed"];
        Assert.Throws<KilledException>(() => Finetune(killed, Precision.Fp32, DyingAt(2)));
        Finetune(killed, Precision.Fp32, new RecordingLog());

        RunContent.AssertSame(whole, RunContent.Of(killed));
    }

    [Fact]
    public void A_half_written_checkpoint_is_never_picked_up()
    {
        var whole = Whole(run => Finetune(run, Precision.Fp32, new RecordingLog()));

        var killed = _temporary["killed"];
        Assert.Throws<KilledException>(() => Finetune(killed, Precision.Fp32, DyingAt(7)));
        long newest = Newest(killed);
        string half = Path.Combine(new RunPaths(killed).Checkpoints, "step-7.tmp-0123abcd");
        Directory.CreateDirectory(half);
        File.WriteAllText(Path.Combine(half, "weights.safetensors"), "half");
        var log = new RecordingLog();
        Finetune(killed, Precision.Fp32, log);

        Assert.Contains($"resuming from step {newest} of 10", log.Notes);
        Assert.False(Directory.Exists(half));
        RunContent.AssertSame(whole, RunContent.Of(killed));
    }

    [Fact]
    public void A_process_that_is_killed_again_and_again_ends_in_the_same_bits()
    {
        string corpus = Corpus();
        var whole = Whole(run => TinyRecipes.Pretrain(run, corpus, Program.Steps).Train());

        var killed = _temporary["killed"];
        int[] exits = [.. new[] { 1, Program.Steps / 3, Program.Steps / 2 }.Select(lines => KillAfter(lines, killed, corpus))];
        TinyRecipes.Pretrain(killed, corpus, Program.Steps).Train();

        Assert.Contains(exits, exit => exit != 0);      // a busy machine may let one come to its end before the kill
        RunContent.AssertSame(whole, RunContent.Of(killed));
    }

    /// <summary>Starts a run in a process of its own and kills it as soon as it has so many lines of metrics.</summary>
    private static int KillAfter(int lines, string run, string corpus)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Program).Assembly.Location, run, corpus]);
        using var process = Process.Start(start)!;
        while (!process.HasExited && MetricsLog.Read(new RunPaths(run).Metrics).Count() < lines)
            Thread.Sleep(1);
        process.Kill();
        process.WaitForExit();
        Assert.True(MetricsLog.Read(new RunPaths(run).Metrics).Count() >= lines, "the process ended by itself");
        return process.ExitCode;
    }

    private RunContent Whole(Action<string> train)
    {
        train(_temporary["whole"]);
        return RunContent.Of(_temporary["whole"]);
    }

    private RunOutcome<PretrainResult> Pretrain(
        string run, Precision precision, RecordingLog log, CancellationToken stop = default)
    {
        var recipe = TinyRecipes.Pretrain(run, Corpus());
        return (recipe with { Training = recipe.Training with { Precision = precision } }).Train(log, stop);
    }

    private RunOutcome<PretrainResult> Causal(
        string run, Precision precision, RecordingLog log, CancellationToken stop = default)
    {
        var recipe = TinyRecipes.PretrainCausal(run, Corpus());
        return (recipe with { Training = recipe.Training with { Precision = precision } }).Train(log, stop);
    }

    private RunOutcome<FinetuneResult> Finetune(
        string run, Precision precision, RecordingLog log, CancellationToken stop = default)
    {
        string table = _temporary.Write("train.csv", SyntheticSequences.Table(32, 30, motif => motif ? "yes" : "no"));
        var recipe = TinyRecipes.Finetune(run, table);
        return (recipe with { Training = recipe.Training with { Precision = precision } }).Train(log, stop);
    }

    /// <summary>Gradual unfreezing with cycles, discriminative rates and averages, over ten steps.</summary>
    private RunOutcome<FinetuneResult> InPhases(string run, RecordingLog log, CancellationToken stop = default)
    {
        string table = _temporary.Write("train.csv", SyntheticSequences.Table(32, 30, motif => motif ? "yes" : "no"));
        var recipe = TinyRecipes.Finetune(run, table);
        return (recipe with
        {
            Training = recipe.Training with
            {
                Steps = null,
                WarmupSteps = null,
                Schedule = Schedule.OneCycle,
                LearningRateRatio = 2.6,
                Phases =
                [
                    new PhaseRecipe { Steps = 3, Train = "head" },
                    new PhaseRecipe { Steps = 3, Train = "last 2 groups", LearningRate = 5e-4 },
                    new PhaseRecipe { Epochs = 1 },         // 24 rows, eight a step, are three steps
                    new PhaseRecipe { Steps = 1 },
                ],
            },
        }).Train(log, stop);
    }

    private static long Newest(string run) => new CheckpointFolders(new RunPaths(run).Checkpoints).Newest!.Step;

    private string Corpus() => File.Exists(_temporary["corpus.fa"])
        ? _temporary["corpus.fa"]
        : _temporary.Write("corpus.fa", SyntheticSequences.Fasta(records: 30, length: 60));

    private static RecordingLog StoppingAt(int step, CancellationTokenSource stop) =>
        new(report => { if (report.State.Step == step) stop.Cancel(); });

    /// <summary>Ends a run between a step's line of metrics and its checkpoint, as a kill would.</summary>
    private static RecordingLog DyingAt(int step) =>
        new(report => { if (report.State.Step == step) throw new KilledException(); });

    private sealed class KilledException : Exception;
}
