using Cistron.Models;
using Cistron.Torch;

namespace Cistron.Training.Tests.Examples;

/// <summary>
/// Vectors of weights w with the loss factor · Σ w², whose validation scores were written down beforehand; a score
/// below 0 comes without a loss.
/// </summary>
internal sealed class ScriptedObjective : Objective
{
    private readonly ScriptedModel _model;
    private readonly double _factor;
    private readonly Queue<double> _scores;

    public ScriptedObjective(float[] weights, double factor = 1, params double[] scores) : this([weights], factor, scores)
    {
    }

    public ScriptedObjective(float[][] groups, double factor = 1, params double[] scores)
    {
        _model = new ScriptedModel(groups);
        _factor = factor;
        _scores = new Queue<double>(scores);
    }

    public override Model Model => _model;

    public override string SelectionMetric => "score";

    public override bool HigherIsBetter => true;

    public override double StepsPerEpoch => 1;

    public override IReadOnlyList<Batch> Batches(long step) => [new OneRow()];

    public override BatchLoss Loss(Batch batch) => _model.Parameters()
        .Select(p => (p.Value.Value * p.Value.Value).Sum()).Aggregate((sum, term) => sum + term) * _factor;

    public override IReadOnlyDictionary<string, double> Validate() => _scores.TryDequeue(out double score)
        ? new Dictionary<string, double>
        {
            ["score"] = score,
            ["first_weight"] = WeightValues.Of(Model)["w"][0],
            ["loss"] = score < 0 ? double.NaN : WeightValues.Of(Model)["w"].Sum(w => (double)w * w),
        }
        : new Dictionary<string, double>();

    private sealed record OneRow() : Batch(1, 1, 1);
}
