using Cistron.Torch;
using Cistron.Torch.Autograd;
using Cistron.Torch.Modules;

namespace Cistron.Training.Optimization;

/// <summary>
/// An exponential moving average of the parameters (Polyak and Juditsky 1992; Tarvainen and Valpola 2017), which is what is
/// validated and released when a recipe asks for it.
/// </summary>
public sealed class MovingAverage
{
    private readonly double _decay;
    private readonly List<(string Name, Parameter Parameter, Tensor Average)> _averages = [];

    /// <summary>An average that starts at the parameters' present values.</summary>
    /// <param name="model">Whose parameters are averaged.</param>
    /// <param name="decay">Share of the old average that each update keeps, in (0, 1).</param>
    public MovingAverage(Module model, double decay)
    {
        _decay = decay;
        using var noGrad = new NoGrad();
        foreach (var (name, parameter) in model.Parameters())
            _averages.Add((name, parameter, parameter.Value.Detach().Clone().LeaveScope()));
    }

    /// <summary>The averages under the names <c>average.NAME</c>: what a checkpoint holds.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> State() =>
        _averages.Select(a => new KeyValuePair<string, Tensor>($"average.{a.Name}", a.Average));

    /// <summary>Moves the averages towards the parameters. Early on the decay is lower, so that the start is forgotten.</summary>
    /// <param name="step">Updates made, counted from 1.</param>
    public void Update(long step)
    {
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        double decay = Math.Min(_decay, (1.0 + step) / (10.0 + step));
        // As a step of the way to the parameter: where the two are equal, as in a frozen layer, no bit is rounded away.
        foreach (var (_, parameter, average) in _averages)
            average.LerpInPlace(parameter, 1 - decay);
    }

    /// <summary>Puts the averages into the model and the parameters' values into the averages; twice changes nothing.</summary>
    public void Swap()
    {
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        foreach (var (_, parameter, average) in _averages)
        {
            Tensor held = parameter.Value.Detach().Clone();
            parameter.Assign(average);
            average.CopyInPlace(held);
        }
    }
}
