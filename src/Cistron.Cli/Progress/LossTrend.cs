namespace Cistron.Cli.Progress;

/// <summary>
/// The losses of a whole run as a line of at most 32 bars. Each bar is the mean of equally many steps; when the line is
/// full, neighbours are merged, so that memory does not grow with the run.
/// </summary>
internal sealed class LossTrend
{
    private const int Bars = 32;
    private const string Heights = "▁▂▃▄▅▆▇█";

    private readonly List<double> _means = [];
    private int _stepsPerBar = 1;
    private int _steps;
    private double _sum;

    /// <summary>Takes the loss of the next step in.</summary>
    public void Add(double loss)
    {
        _sum += loss;
        if (++_steps < _stepsPerBar)
            return;
        _means.Add(_sum / _steps);
        (_steps, _sum) = (0, 0);
        if (_means.Count == Bars)
            Merge();
    }

    /// <summary>The bars, the lowest loss as the lowest one; empty before the first is complete.</summary>
    public override string ToString()
    {
        if (_means.Count == 0)
            return "";
        double lowest = _means.Min(), span = Math.Max(_means.Max() - lowest, double.Epsilon);
        return string.Concat(_means.Select(mean => Heights[(int)Math.Round((mean - lowest) / span * (Heights.Length - 1))]));
    }

    private void Merge()
    {
        for (int i = 0; i < Bars / 2; i++)
            _means[i] = (_means[2 * i] + _means[2 * i + 1]) / 2;
        _means.RemoveRange(Bars / 2, Bars / 2);
        _stepsPerBar *= 2;
    }
}
