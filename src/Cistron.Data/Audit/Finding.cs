namespace Cistron.Data.Audit;

/// <summary>What one check of an audit found, in numbers, words and examples. Each kind of check is a record of its own.</summary>
public abstract record Finding
{
    /// <summary>The most examples that a finding shows.</summary>
    public const int MostExamples = 10;

    /// <summary>What is looked at, in a few words, such as "Exact duplicates".</summary>
    public abstract string Title { get; }

    /// <summary>How much it matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What was found: a sentence without its full stop, so that it can stand in a list.</summary>
    public required string Sentence { get; init; }

    /// <summary>The core of the sentence, for one line that sums an audit up; empty when nothing stands out.</summary>
    public required string Brief { get; init; }

    /// <summary>What such a finding means for results on these data: one sentence.</summary>
    public abstract string Meaning { get; }

    /// <summary>The worst cases, ten at most.</summary>
    public IReadOnlyList<Example> Examples { get; init; } = [];

    /// <summary>A part of a whole as a share; 0 of nothing.</summary>
    internal static double Share(double part, double whole) => whole > 0 ? part / whole : 0;
}
