using System.Text.Json.Serialization;

namespace Cistron.Evaluation.Metrics;

/// <summary>How well one class, or one label of several, is told from the rest.</summary>
/// <param name="Name">The class or label.</param>
/// <param name="Rows">Test rows that carry it (its support).</param>
/// <param name="Predicted">Test rows for which it was predicted.</param>
/// <param name="Precision">Share of the predicted that are right; 0 when none were predicted.</param>
/// <param name="Recall">Share of its rows that were found; 0 when there are none.</param>
/// <param name="F1">Harmonic mean of precision and recall.</param>
/// <param name="RocAuc">Area under its ROC curve; NaN when no row or every row carries it.</param>
/// <param name="PrAuc">Its average precision; NaN when no row carries it.</param>
public sealed record ClassScore(
    string Name, long Rows, long Predicted, double Precision, double Recall, double F1,
    [property: JsonConverter(typeof(UndefinedAsNull))] double RocAuc,
    [property: JsonConverter(typeof(UndefinedAsNull))] double PrAuc);
