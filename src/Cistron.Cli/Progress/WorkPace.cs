namespace Cistron.Cli.Progress;

/// <summary>
/// How fast a work goes that is no training step, measured since it was first told of. Another work, or one that has done
/// less than before, begins anew.
/// </summary>
internal sealed class WorkPace(TimeProvider clock)
{
    // Before this much time a rate says little.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(2);

    private string? _what;
    private long _first, _done, _started;

    /// <summary>Takes a report in.</summary>
    /// <returns>The rate and the time left, as in <c>, 350 sequences/s, 11 s left</c>; empty while they are not known.</returns>
    public string Add(string what, long done, long? total, string unit)
    {
        if (what != _what || done < _done)
            (_what, _first, _started) = (what, done, clock.GetTimestamp());
        _done = done;
        TimeSpan elapsed = clock.GetElapsedTime(_started);
        if (elapsed < Least || done == _first)
            return "";
        double rate = (done - _first) / elapsed.TotalSeconds;
        string left = total > done ? $", {NumberWords.Duration(TimeSpan.FromSeconds((total.Value - done) / rate))} left" : "";
        return rate >= 1 ? $", {NumberWords.Count(rate)} {unit}/s{left}" : left;
    }
}
