using Cistron.Models.Heads;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

public sealed class TransferringTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Each_stage_starts_from_the_one_before_it()
    {
        var outcome = Transferring.Run(Recipe(), new RecordingLog(), default);

        Assert.False(outcome.WasStopped);
        Assert.Contains($"pretrained: {_temporary["general/model"]}", File.ReadAllText(_temporary["task/recipe.yaml"]), StringComparison.Ordinal);
        Assert.Equal(_temporary["task/model"], outcome.Classifier!.Result!.Pretrained);
    }

    [Fact]
    public void A_transfer_that_is_stopped_in_any_stage_goes_on_there_and_runs_no_finished_stage_again()
    {
        string[] stages = ["general", "task", "classifier"];
        for (int stage = 0; stage < stages.Length; stage++)
        {
            using var stop = new CancellationTokenSource();
            int steps = 0;
            var stopping = new RecordingLog(_ => { if (++steps == 3) stop.Cancel(); });

            Assert.True(Transferring.Run(Recipe(), stopping, stop.Token).WasStopped);

            Assert.False(File.Exists(_temporary[$"{stages[stage]}/result.json"]));
            Assert.Equal(3, stopping.Steps.Count);
            // Finish this stage alone: the next round has to get on with the stage after it.
            FinishOne(stage);
        }
        var log = new RecordingLog();
        Assert.False(Transferring.Run(Recipe(), log, default).WasStopped);
        Assert.Empty(log.Steps);
    }

    [Fact]
    public void Stages_that_do_not_fit_together_are_refused_before_anything_runs()
    {
        var recipe = Recipe();

        Assert.Contains(Broken(recipe with { Classifier = recipe.Classifier with { Run = recipe.Task!.Run } }), key => key == "classifier.run");
        Assert.Contains(Broken(recipe with { General = null, Task = null }), key => key == "general");
        Assert.Contains(Broken(recipe with { Task = recipe.Task with { Pretrained = "x" } }), key => key == "task.pretrained");
        Assert.Contains(Broken(recipe with { Classifier = recipe.Classifier with { Tokenizer = new TokenizerRecipe() } }),
            key => key == "classifier.tokenizer");
        Assert.Empty(Broken(recipe));

        static string[] Broken(TransferRecipe recipe) => [.. recipe.Validate().Select(broken => broken.Key)];
    }

    private void FinishOne(int stage)
    {
        var recipe = Recipe().Chained();
        _ = stage switch
        {
            0 => (object)recipe.General!.Train(),
            1 => recipe.Task!.Train(),
            _ => recipe.Classifier.Train(),
        };
    }

    private TransferRecipe Recipe()
    {
        string corpus = _temporary.Write("corpus.fa", SyntheticSequences.Fasta(records: 30, length: 60));
        string table = _temporary.Write("train.csv", SyntheticSequences.Table(40, 30, motif => motif ? "yes" : "no"));
        return new TransferRecipe
        {
            General = TinyRecipes.PretrainCausal(_temporary["general"], corpus),
            Task = TinyRecipes.PretrainCausal(_temporary["task"], "") with
            {
                Tokenizer = null, Model = null,
                Data = new CorpusRecipe
                {
                    Labelled = new LabelledDataRecipe { Train = table }, WindowBases = 30, ValidationFraction = 0.3, MarkovOrder = 1,
                },
            },
            Classifier = TinyRecipes.Finetune(_temporary["classifier"], table) with
            {
                Tokenizer = null, Model = null, Head = new HeadRecipe { Pooling = Pooling.Concat },
            },
        };
    }
}
