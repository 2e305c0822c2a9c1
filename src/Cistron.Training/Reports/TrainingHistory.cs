using Cistron.Runs.Folders;
using Cistron.Runs.Plots;

namespace Cistron.Training.Reports;

/// <summary>What a run measured step by step, as the points of curves. It holds some 100 bytes of each step.</summary>
public sealed class TrainingHistory
{
    private readonly Dictionary<string, List<Point>> _values = [];
    private readonly List<(long Step, long Tokens, double Seconds)> _progress = [(0, 0, 0)];

    /// <summary>Takes rows in the order of their steps, such as <see cref="MetricsLog.Read"/> streams them.</summary>
    public TrainingHistory(IEnumerable<MetricsRow> rows)
    {
        foreach (MetricsRow row in rows)
        {
            _progress.Add((row.Step, row.Tokens, row.WallSeconds));
            foreach ((string name, double value) in row.Values)
            {
                if (!_values.TryGetValue(name, out List<Point>? points))
                    _values.Add(name, points = []);
                points.Add(new Point(row.Step, value));
            }
        }
    }

    /// <summary>The last step.</summary>
    public long Steps => _progress[^1].Step;

    /// <summary>Every value of a name over its step; none when nothing has that name.</summary>
    public IReadOnlyList<Point> Of(string name) => _values.TryGetValue(name, out List<Point>? points) ? points : [];

    /// <summary>
    /// The simple moving average of a value: each point is the mean of <paramref name="window"/> neighbouring ones, and
    /// stands in their middle. Windows that would reach beyond an end are left out, and so are values that are not
    /// finite.
    /// </summary>
    public IReadOnlyList<Point> MeanOf(string name, int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        Point[] points = [.. Of(name).Where(point => double.IsFinite(point.Y))];
        List<Point> means = [];
        double sum = 0;
        for (int i = 0; i < points.Length; i++)
        {
            sum += points[i].Y;
            if (i >= window)
                sum -= points[i - window].Y;
            if (i >= window - 1)
                means.Add(new Point((points[i - window + 1].X + points[i].X) / 2, sum / window));
        }
        return means;
    }

    /// <summary>
    /// Tokens per second of training, over about <paramref name="stretches"/> equal stretches of the run.
    /// </summary>
    public IReadOnlyList<Point> TokensPerSecond(int stretches)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stretches, 1);
        int length = Math.Max(1, (_progress.Count - 1) / stretches);
        List<Point> speeds = [];
        for (int end = length; end < _progress.Count; end += length)
        {
            var (from, to) = (_progress[end - length], _progress[end]);
            if (to.Seconds > from.Seconds)
            {
                double speed = (to.Tokens - from.Tokens) / (to.Seconds - from.Seconds);
                speeds.Add(new Point((from.Step + to.Step) / 2.0, speed));
            }
        }
        return speeds;
    }
}
