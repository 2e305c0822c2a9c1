using Cistron.Data.Reports;
using Cistron.Models.Folders;
using Cistron.Runs.Folders;
using Cistron.Training.Reports;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Reports;

public sealed class FinishedRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_fine_tuning_run_leaves_a_page_plots_and_the_answers_that_its_numbers_come_from()
    {
        string train = _folder.Write("train.csv", SyntheticSequences.Table(48, 30, motif => motif ? "yes" : "no"));
        var recipe = TinyRecipes.Finetune(_folder["run"], train) with { Baseline = true };

        FinetuneResult result = Finetuning.Run(recipe, new RecordingLog(), default).Result!;

        RunPaths run = new(recipe.Run);
        var task = ModelFolder.Open(run.Model).Description.Task!;
        JudgedRows rows = PredictionTable.Read(PredictionTable.PathIn(run), task, recipe.Seed);
        Assert.Equal(result.Dev.Metrics, rows.Arms[0].Judgement.Metrics);
        Assert.Equal(result.Baseline!.Metrics, rows.Arms[1].Judgement.Metrics);
        Assert.Equal(result.PositionBaseline!.Judgement.Metrics, rows.Arms[2].Judgement.Metrics);
        Assert.Equal(["model", "baseline", "positions"], rows.Arms.Select(arm => arm.Name));
        Assert.Contains(ReportText.Interval(result.Dev.Metrics["mcc"]), File.ReadAllText(run.Report), StringComparison.Ordinal);
        Assert.Contains(Path.Combine(run.Plots, "roc.svg"), Directory.GetFiles(run.Plots));
    }

    [Fact]
    public void A_pre_training_run_leaves_a_page_and_plots()
    {
        string corpus = _folder.Write("corpus.fa", SyntheticSequences.Fasta(records: 20, length: 400));
        var recipe = TinyRecipes.Pretrain(_folder["run"], corpus);

        PretrainResult result = Pretraining.Run(recipe, new RecordingLog(), default).Result!;

        RunPaths run = new(recipe.Run);
        Assert.Contains(ReportText.Number(result.BitsPerBase), File.ReadAllText(run.Report), StringComparison.Ordinal);
        Assert.Equal(
            ["bits-per-base", "gradient-norm", "learning-rate", "loss", "loss-and-what-masks-leave-to-be-known", "masked-tokens-right",
                "throughput", "what-is-hidden"],
            Directory.GetFiles(run.Plots).Select(Path.GetFileNameWithoutExtension).Order());
    }

    [Fact]
    public void A_run_whose_report_cannot_be_written_is_not_finished_and_goes_on_from_its_end()
    {
        string corpus = _folder.Write("corpus.fa", SyntheticSequences.Fasta(records: 20, length: 400));
        var recipe = TinyRecipes.Pretrain(_folder["run"], corpus);
        RunPaths run = new(recipe.Run);
        // The run folder takes only its own files at its start, so what is in the way comes while it trains.
        var inTheWay = new RecordingLog(_ => Directory.CreateDirectory(run.Report));

        Assert.ThrowsAny<SystemException>(() => Pretraining.Run(recipe, inTheWay, default));
        RunState stopped = run.State;
        Directory.Delete(run.Report);
        var log = new RecordingLog();
        Pretraining.Run(recipe, log, default);

        Assert.Equal((RunState.Resumable, RunState.Finished), (stopped, run.State));
        Assert.Empty(log.Steps);
        Assert.True(File.Exists(run.Report));
    }
}
