using Cistron.Models;
using Cistron.Torch;

namespace Cistron.Training.Tests.Examples;

/// <summary>
/// One vector of weights w with the loss factor · Σ w², whose validation scores were written down beforehand; a score below
/// 0 comes without a loss.
/// </summary>
internal sealed class ScriptedObjective : Objective
{
    private readonly ScriptedModel _model;
    private readonly double _factor;
    private readonly Queue<double> _scores;

    public ScriptedObjective(float[] weights, double factor = 1, params double[] scores)
    {
        _model = new ScriptedModel(weights);
        _factor = factor;
        _scores = new Queue<double>(scores);
    }

    public override Model Model => _model;

    public override string SelectionMetric => "score";

    public override bool HigherIsBetter => true;

    public override double EpochAt(long step) => step;

    public override IReadOnlyList<Batch> Batches(long step) => [new OneRow()];

    public override Tensor Loss(Batch batch) => (_model.Weights.Value * _model.Weights.Value).Sum() * _factor;

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
