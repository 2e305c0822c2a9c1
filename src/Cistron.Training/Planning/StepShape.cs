namespace Cistron.Training.Planning;

/// <summary>What a step of a run is like on average, before the first is made.</summary>
/// <param name="Passes">The forward passes whose gradients one update adds up.</param>
/// <param name="StepsPerEpoch">Steps of one pass over the training data; null where their size is not known.</param>
public sealed record StepShape(IReadOnlyList<PassShape> Passes, double? StepsPerEpoch)
{
    /// <summary>The largest pass: what must fit into memory.</summary>
    public PassShape Largest => Passes.MaxBy(pass => pass.Places)!;

    /// <summary>Sequences of a step.</summary>
    public long Rows => Passes.Sum(pass => (long)pass.Rows);

    /// <summary>Tokens of a step, padding left out.</summary>
    public double Tokens => Passes.Sum(pass => pass.Tokens);

    /// <summary>Tokens of a step that are to be predicted.</summary>
    public double Targets => Passes.Sum(pass => pass.Targets);
}
