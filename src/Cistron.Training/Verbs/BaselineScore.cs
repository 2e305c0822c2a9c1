using Cistron.Evaluation.Metrics;

namespace Cistron.Training.Verbs;

/// <summary>How good a baseline is on the rows that a model was judged on.</summary>
/// <param name="Judgement">Its metrics with their intervals.</param>
/// <param name="Note">What it was and how it was chosen.</param>
/// <param name="Difference">Model minus baseline; an interval without 0 is evidence of a difference.</param>
public sealed record BaselineScore(
    Judgement Judgement, string Note, IReadOnlyDictionary<string, Estimate> Difference);
