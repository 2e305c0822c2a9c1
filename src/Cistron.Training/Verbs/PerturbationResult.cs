using Cistron.Data.Folders;
using Cistron.Evaluation.Metrics;
using Cistron.Training.Interpretation;

namespace Cistron.Training.Verbs;

/// <summary>What <c>interpret perturbation</c> found: also the manifest of the folder, <c>perturbation.json</c>.</summary>
public sealed record PerturbationResult : IManifest
{
    /// <inheritdoc />
    public string Verb => Perturbing.Verb;

    /// <inheritdoc />
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The version that wrote it.</summary>
    public required string Cistron { get; init; }

    /// <summary>The whole recipe as YAML.</summary>
    public required string Recipe { get; init; }

    /// <summary>The page.</summary>
    public required string Report { get; init; }

    /// <summary>The class whose probability was looked at.</summary>
    public required string Class { get; init; }

    /// <summary>Sequences used.</summary>
    public required int Sequences { get; init; }

    /// <summary>Bases of each.</summary>
    public required int Bases { get; init; }

    /// <summary>The base that places are counted from.</summary>
    public required int Origin { get; init; }

    /// <summary>Predictions made.</summary>
    public required long Predictions { get; init; }

    /// <summary>The mean probability of the untouched sequences.</summary>
    public required Estimate Untouched { get; init; }

    /// <summary>The map: every window in the order of widths and starts, which count from the first base of the sequence.</summary>
    public required IReadOnlyList<PerturbedWindow> Windows { get; init; }

    /// <summary>Seconds of predicting.</summary>
    public required double Seconds { get; init; }

    /// <summary>Of each width, the window whose replacement lowers the probability most.</summary>
    public IReadOnlyList<PerturbedWindow> Lowest => [.. ByWidth().Select(width => width.MinBy(window => window.Change.Value)!)];

    /// <summary>The windows of each width in the order of their starts.</summary>
    internal IEnumerable<IGrouping<int, PerturbedWindow>> ByWidth() => Windows.GroupBy(window => window.End - window.Start);

    /// <summary>The bases of a window in words, counted from the origin, both ends included.</summary>
    public string PlaceOf(PerturbedWindow window)
    {
        int first = window.Start - Origin, last = window.End - 1 - Origin;
        return first == last ? $"{first}" : $"{first} to {last}";
    }
}
