using System.CommandLine;
using Cistron.Cli.Results;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>benchmark</c>: a suite and a model in, its tables with the model, baselines and published rows out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class BenchmarkVerb(Func<BenchmarkRecipe, IRunLog, CancellationToken, BenchmarkResult> work)
    : RecipeVerb<BenchmarkRecipe, BenchmarkResult>(work)
{
    /// <inheritdoc />
    public override string Name => "benchmark";

    /// <inheritdoc />
    public override string Summary => "run the tasks of a suite, beside baselines and what was published";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "./cistron benchmark",
        "./cistron benchmark ulmfit run=runs/ulmfit data=FOLDER model=runs/ecoli/model 'tasks=[gene_starts, sigma70]'",
    ];

    /// <inheritdoc />
    public override string Usage => $"[suite] {base.Usage}";

    /// <inheritdoc />
    public override ExitCode Run(ParseResult arguments, Terminal terminal, CancellationToken stop)
    {
        if (Words(arguments).Length > 0)
            return base.Run(arguments, terminal, stop);
        SuitesScreen.Write(terminal.Output);
        return ExitCode.Done;
    }

    /// <inheritdoc />
    public override void Explain(IAnsiConsole console)
    {
        console.WriteLine("Without a suite it lists the suites and their tasks. A suite is a name from that list, or a folder with suite.yaml.");
        console.WriteLine();
        base.Explain(console);
    }

    /// <inheritdoc />
    protected override BenchmarkRecipe Bind(string[] words) => base.Bind(words switch
    {
        [var suite, .. var rest] when !suite.Contains('=', StringComparison.Ordinal) && !suite.StartsWith('-')
            && !suite.EndsWith(".yaml", StringComparison.Ordinal) => [.. rest, $"suite={suite}"],
        _ => words,
    });

    /// <inheritdoc />
    protected override void Show(BenchmarkResult result, IAnsiConsole console) => BenchmarkScreen.Write(result, console);

    /// <inheritdoc />
    public override bool IsResumable => true;

    /// <inheritdoc />
    protected override ExitCode CodeOf(BenchmarkResult result) =>
        result.RunsLeft > 0 ? ExitCode.Stopped : result.Failures > 0 ? ExitCode.Failed : ExitCode.Done;
}
