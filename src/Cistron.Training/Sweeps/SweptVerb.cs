using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Training.Sweeps;

/// <summary>A verb that can be swept. A new one is a line in <see cref="All"/>.</summary>
public abstract class SweptVerb
{
    /// <summary>Every verb that can be swept.</summary>
    public static IReadOnlyList<SweptVerb> All { get; } =
    [
        new SweptVerb<PretrainRecipe, PretrainResult>("pretrain", Pretraining.Run, CellScores.Of),
        new SweptVerb<FinetuneRecipe, FinetuneResult>("finetune", Finetuning.Run, CellScores.Of),
    ];

    /// <summary>The verb as recipes and the command line have it.</summary>
    public abstract string Name { get; }

    /// <summary>The whole recipe of a cell, with every default.</summary>
    /// <param name="recipe">What all cells start from; null for the defaults.</param>
    /// <param name="arguments">What the cell lays over it.</param>
    /// <exception cref="RecipeException">The cell cannot be run.</exception>
    public abstract ResolvedRecipe Resolve(RecipeText? recipe, IReadOnlyList<string> arguments);

    /// <summary>Runs the recipe that lies in a run folder, or goes on with it, in this process.</summary>
    /// <returns>Whether it came to its end; if not it was stopped, with a checkpoint.</returns>
    public abstract bool Run(RunPaths cell, IRunLog log, CancellationToken stop);

    /// <summary>What a finished run came to.</summary>
    public abstract CellScores Read(RunPaths cell);
}

/// <summary>A verb that can be swept, by its recipe and its result.</summary>
internal sealed class SweptVerb<TRecipe, TResult>(
    string name, Func<TRecipe, IRunLog, CancellationToken, RunOutcome<TResult>> work, Func<TResult, CellScores> scores)
    : SweptVerb where TRecipe : class where TResult : class
{
    /// <inheritdoc />
    public override string Name => name;

    /// <inheritdoc />
    public override ResolvedRecipe Resolve(RecipeText? recipe, IReadOnlyList<string> arguments) =>
        ResolvedRecipe.Of(RecipeBinder.Bind<TRecipe>(recipe, arguments));

    /// <inheritdoc />
    public override bool Run(RunPaths cell, IRunLog log, CancellationToken stop) =>
        !work(RecipeBinder.Bind<TRecipe>(cell.Recipe, []), log, stop).WasStopped;

    /// <inheritdoc />
    public override CellScores Read(RunPaths cell) => scores(JsonFile.Read<TResult>(cell.Result));
}
