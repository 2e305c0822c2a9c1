using Cistron.Data.Reports;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Training.Sweeps;

/// <summary>How far each cell of a sweep is, and what is told of it.</summary>
internal sealed class SweepProgress
{
    private readonly SweepRecipe _recipe;
    private readonly SweptVerb _verb;
    private readonly IReadOnlyList<SweepCell> _cells;
    private readonly IRunLog _log;
    private readonly CellResult[] _results;
    private CellScores? _first;
    private TimeSpan _spent;
    private int _timed;

    /// <summary>Takes in what earlier starts have finished.</summary>
    public SweepProgress(SweepRecipe recipe, SweptVerb verb, IReadOnlyList<SweepCell> cells, IRunLog log)
    {
        (_recipe, _verb, _cells, _log) = (recipe, verb, cells, log);
        _results = [.. cells.Select(cell => new CellResult { Name = cell.Name, Factors = cell.Factors, State = CellState.Pending })];
        for (int i = 0; i < cells.Count; i++)
        {
            if (PathsOf(i).State == RunState.Finished)
                Take(i, new CellEnd(CellState.Finished));
        }
        log.Note($"sweep of {cells.Count:N0} cells of {verb.Name}" +
                 (Left < cells.Count ? $": {cells.Count - Left:N0} finished before, {Left:N0} left" : ""));
    }

    /// <summary>The numbers of the cells that are to be run.</summary>
    public IEnumerable<int> Waiting => Enumerable.Range(0, _cells.Count).Where(i => _results[i].State == CellState.Pending);

    private int Left => Waiting.Count();

    /// <summary>The run folder of a cell.</summary>
    public RunPaths PathsOf(int cell) => Sweeping.PathsOf(_recipe, _cells[cell]);

    /// <summary>A cell begins.</summary>
    public void Begin(int cell)
    {
        File.Delete(CellEnd.FailureFile(PathsOf(cell)));
        _log.Note($"cell {cell + 1} of {_cells.Count}: {_cells[cell].Name}");
    }

    /// <summary>A cell came to its end, failed, or was stopped.</summary>
    /// <param name="cell">Its number.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="time">How long it took.</param>
    /// <param name="atOnce">How many cells run at once.</param>
    public void End(int cell, CellEnd end, TimeSpan time, int atOnce)
    {
        foreach (string warning in end.Warnings)
            _log.Warn($"{_cells[cell].Name}: {warning}");
        Take(cell, end);
        CellResult result = _results[cell];
        if (result.State == CellState.Pending)
            return;
        if (result.State == CellState.Failed)
        {
            _log.Warn($"{result.Name} failed: {result.Failure}");
        }
        else
        {
            (_spent, _timed) = (_spent + time, _timed + 1);
            string metric = MetricOf(_first!);
            _log.Note($"{result.Name}: {metric} {ReportText.Number(result.Metrics.GetValueOrDefault(metric, double.NaN))} " +
                      $"after {ReportText.Duration(time.TotalSeconds)}{TimeLeft(atOnce)}");
        }
        // Cells of other processes are not seen otherwise.
        if (atOnce > 1)
            _log.Progress("sweeping", _cells.Count - Left, _cells.Count, "cells");
    }

    /// <summary>All that is known now.</summary>
    public SweepResult Result()
    {
        string? replicate = _recipe.Grid.ContainsKey(_recipe.Replicate) ? _recipe.Replicate : null;
        return new SweepResult
        {
            Folder = _recipe.Run,
            Verb = _verb.Name,
            Factors = SweepGrid.Factors(_recipe),
            Replicate = replicate,
            Metric = _first is null ? null : MetricOf(_first),
            JudgedOn = _first?.JudgedOn,
            BaselineName = _results.Any(cell => cell.Baseline.Count > 0) ? _first?.BaselineName : null,
            Groups = SweepAggregation.Groups(_results, replicate),
            Cells = _results,
        };
    }

    private void Take(int cell, CellEnd end)
    {
        _results[cell] = _results[cell] with { State = end.State, Failure = end.Failure };
        if (end.State != CellState.Finished)
            return;
        CellScores scores;
        try
        {
            scores = _verb.Read(PathsOf(cell));
        }
        catch (RunFolderException e)
        {
            _results[cell] = _results[cell] with { State = CellState.Failed, Failure = e.Message };
            return;
        }
        _first ??= scores;
        if (!scores.Metrics.ContainsKey(MetricOf(_first)))
            throw new RecipeException([new RecipeFault("metric", $"'{MetricOf(_first)}' is no metric of {_cells[cell].Name}; " +
                $"give one of {string.Join(", ", scores.Metrics.Keys)}")]);
        _results[cell] = _results[cell] with
        {
            Metrics = scores.Metrics, Baseline = scores.Baseline, Seconds = scores.Seconds,
        };
    }

    private string MetricOf(CellScores scores) => _recipe.Metric ?? scores.MainMetric;

    // The finished cells are all that is known of the others, which may be larger or smaller.
    private string TimeLeft(int atOnce) => Left == 0 ? ""
        : $"; {Left:N0} left, about {ReportText.Duration(_spent.TotalSeconds / _timed * Left / atOnce)}";
}
