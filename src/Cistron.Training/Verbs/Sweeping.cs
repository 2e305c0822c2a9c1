using System.Diagnostics;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Torch;
using Cistron.Training.Recipes;
using Cistron.Training.Reports;
using Cistron.Training.Sweeps;

namespace Cistron.Training.Verbs;

/// <summary>The verb <c>sweep</c>: one recipe and the keys to vary in, a run for every combination and one table out.</summary>
public static class Sweeping
{
    /// <summary>
    /// The environment variable that, set to 1, makes the tool take the end of its standard input for a request to stop:
    /// cells in processes of their own are started with it.
    /// </summary>
    public const string StopsWithInput = "CISTRON_STOPS_WITH_INPUT";

    /// <summary>
    /// Runs every cell that is not finished yet. All are bound and laid out before the first begins; one that fails is
    /// recorded, and the others go on. The recipe may have grown since the last start; what is finished stays as it is.
    /// </summary>
    /// <param name="recipe">The whole sweep.</param>
    /// <param name="tool">The words that start Cistron's command line, for cells in processes of their own; empty where
    /// <see cref="SweepRecipe.Parallel"/> is 1.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Asks to stop after the present step of the cells that run.</param>
    /// <exception cref="RecipeException">A cell cannot be bound; nothing was touched then.</exception>
    /// <exception cref="RunFolderException">A cell was begun with another recipe; no cell was run then.</exception>
    public static SweepResult Run(SweepRecipe recipe, IReadOnlyList<string> tool, IRunLog log, CancellationToken stop)
    {
        SweptVerb verb = SweptVerb.All.First(known => known.Name == recipe.Verb);
        IReadOnlyList<SweepCell> cells = SweepGrid.Cells(recipe);
        IReadOnlyList<ResolvedRecipe> resolved = Resolve(recipe, verb, cells);
        var environment = RunEnvironment.On(Device.Best);
        // Those that were begun come first: a cell that refuses its new recipe must leave the sweep's result as it was.
        var layout = cells.Zip(resolved, (cell, text) => (Run: PathsOf(recipe, cell).Root, Recipe: text))
            .ToLookup(cell => Directory.Exists(cell.Run));
        foreach (var begun in layout[true])
            RunFolder.OpenOrCreate(begun.Run, begun.Recipe, environment).Dispose();
        using var folder = RunFolder.OpenOrExtend(recipe.Run, RecipeWriter.Write(recipe), environment);
        foreach (var added in layout[false])
            RunFolder.OpenOrCreate(added.Run, added.Recipe, environment).Dispose();

        ICellRunner runner = recipe.Parallel == 1
            ? new CellsHere(verb, log)
            : new CellsInProcesses(verb, tool, recipe.Parallel, TorchRuntime.Threads);
        var progress = new SweepProgress(recipe, verb, cells, log);
        RunCells(progress, runner, stop);
        SweepResult result = progress.Result();
        SweepTable.Write(SweepTable.PathIn(folder.Paths), result);
        RunReport.Write(folder.Paths, new SweepReport { Recipe = recipe, Result = result, Environment = environment }.Page());
        if (!result.WasStopped)
            JsonFile.Write(folder.Paths.Result, result);
        return result;
    }

    /// <summary>The run folder of a cell.</summary>
    internal static RunPaths PathsOf(SweepRecipe recipe, SweepCell cell) => new(Path.Combine(recipe.Run, "cells", cell.Name));

    /// <summary>The whole recipe of each cell; the faults of all cells together where one cannot be bound.</summary>
    private static List<ResolvedRecipe> Resolve(SweepRecipe recipe, SweptVerb verb, IReadOnlyList<SweepCell> cells)
    {
        RecipeText? start = recipe.Recipe is null ? null : RecipeText.Read(recipe.Recipe);
        List<ResolvedRecipe> resolved = [];
        List<RecipeFault> faults = [];
        foreach (SweepCell cell in cells)
        {
            try
            {
                resolved.Add(verb.Resolve(start, [.. cell.Arguments, $"run={RecipeValue.OfText(PathsOf(recipe, cell).Root)}"]));
            }
            catch (RecipeException e)
            {
                faults.AddRange(e.Faults.Select(fault => fault with { Place = $"cell {cell.Name}: {fault.Place}" }));
            }
        }
        // The same wrong key is wrong in every cell.
        return faults.Count == 0 ? resolved : throw new RecipeException([.. faults.DistinctBy(fault => fault.Sentence)]);
    }

    private static void RunCells(SweepProgress progress, ICellRunner runner, CancellationToken stop)
    {
        var waiting = new Queue<int>(progress.Waiting);
        Dictionary<Task<CellEnd>, (int Cell, Stopwatch Time)> running = [];
        while (running.Count > 0 || (waiting.Count > 0 && !stop.IsCancellationRequested))
        {
            while (running.Count < runner.AtOnce && !stop.IsCancellationRequested && waiting.TryDequeue(out int next))
            {
                progress.Begin(next);
                var time = Stopwatch.StartNew();
                running.Add(runner.Run(progress.PathsOf(next), stop), (next, time));
            }
            Task<CellEnd> ended = Task.WhenAny(running.Keys).GetAwaiter().GetResult();
            (int cell, Stopwatch clock) = running[ended];
            running.Remove(ended);
            progress.End(cell, ended.GetAwaiter().GetResult(), clock.Elapsed, runner.AtOnce);
        }
    }
}
