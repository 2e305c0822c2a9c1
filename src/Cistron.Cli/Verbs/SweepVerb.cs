using Cistron.Cli.Results;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>sweep</c>: a recipe and keys to vary in, a run for every combination, one table and one page out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class SweepVerb(Func<SweepRecipe, IRunLog, CancellationToken, SweepResult> work)
    : RecipeVerb<SweepRecipe, SweepResult>(work)
{
    /// <inheritdoc />
    public override string Name => "sweep";

    /// <inheritdoc />
    public override string Summary => "run one recipe over every combination of values, and compare the runs";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "./cistron sweep recipes/demo/sweep.yaml",
        "./cistron sweep recipes/demo/sweep.yaml run=runs/rates 'grid={training.learning_rate: [1e-4, 1e-3], seed: [1, 2, 3]}'",
    ];

    /// <inheritdoc />
    public override void Explain(IAnsiConsole console)
    {
        console.WriteLine("Every cell is an ordinary run in RUN/cells/NAME, and is done once. The same command goes on where the "
            + "sweep was stopped and tries again what failed; more values, seeds or arms can be added at any time. The table is "
            + "RUN/cells.tsv, the page RUN/report.html. The code is 1 when a cell failed.");
        console.WriteLine();
        base.Explain(console);
    }

    /// <inheritdoc />
    protected override void Show(SweepResult result, IAnsiConsole console) => SweepScreen.Write(result, console);

    /// <inheritdoc />
    public override bool IsResumable => true;

    /// <inheritdoc />
    protected override ExitCode CodeOf(SweepResult result) =>
        result.WasStopped ? ExitCode.Stopped
        : result.CountOf(CellState.Failed) > 0 ? ExitCode.Failed
        : ExitCode.Done;
}
