using Cistron.Runs.Recipes;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Cli.Demo;

/// <summary>The demo's runs, one after the other. Each resumes where it was stopped, and is done once.</summary>
internal static class DemoRuns
{
    /// <summary>The recipe of the language model.</summary>
    public const string PretrainRecipe = "recipes/demo/pretrain.yaml";

    /// <summary>The table of predictions.</summary>
    public const string ExamplesOutput = $"{DemoArm.Runs}/examples.tsv";

    /// <summary>The arguments of the prediction.</summary>
    public static IReadOnlyList<string> PredictArguments { get; } =
    [
        $"model={DemoArm.Pretrained.RunOf(1)}/model", "input=samples/data/examples.fa", $"output={ExamplesOutput}", "long=windows",
    ];

    /// <summary>Does all runs.</summary>
    /// <param name="log">Is told how they go.</param>
    /// <param name="stop">Asks to stop with a checkpoint.</param>
    /// <returns>False when they were stopped: the same command goes on.</returns>
    public static bool Run(IRunLog log, CancellationToken stop)
    {
        log.Note("1 of 3: pre-training a language model on four fifths of the E. coli genome");
        if (Pretraining.Run(RecipeBinder.Bind<PretrainRecipe>(PretrainRecipe, []), log, stop).WasStopped)
            return false;
        foreach (var arm in DemoArm.All)
            foreach (int seed in DemoArm.Seeds)
            {
                log.Note($"2 of 3: fine-tuning {arm.Name}, seed {seed} of {DemoArm.Seeds.Count}");
                var recipe = RecipeBinder.Bind<FinetuneRecipe>(DemoArm.Recipe, arm.ArgumentsOf(seed));
                if (Finetuning.Run(recipe, log, stop).WasStopped)
                    return false;
            }
        log.Note("3 of 3: predicting on samples/data/examples.fa");
        Predicting.Run(RecipeBinder.Bind<PredictRecipe>((RecipeText?)null, PredictArguments), log, stop);
        return true;
    }
}
