namespace Cistron.Cli.Progress;

/// <summary>Lets something happen at most once in so much time; the first time always.</summary>
internal sealed class Interval(TimeProvider clock, TimeSpan length)
{
    private long? _last;

    /// <summary>Whether it is time; if so, the interval starts anew.</summary>
    public bool IsOver()
    {
        if (_last is { } last && clock.GetElapsedTime(last) < length)
            return false;
        Restart();
        return true;
    }

    /// <summary>Starts the interval anew, because the thing happened for another reason.</summary>
    public void Restart() => _last = clock.GetTimestamp();
}
