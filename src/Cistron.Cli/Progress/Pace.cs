using Cistron.Training;

namespace Cistron.Cli.Progress;

/// <summary>
/// How fast a run goes, measured since the first step that this process made of it. A step that is not further than the
/// last one begins another run.
/// </summary>
internal sealed class Pace(TimeProvider clock)
{
    private TrainingState? _first;
    private TrainingState? _last;
    private long _started;
    private TimeSpan _elapsed;

    /// <summary>Tokens in a second of training, validation not counted; null before the second step.</summary>
    public double? TokensPerSecond =>
        _last?.Seconds > _first?.Seconds ? (_last.Tokens - _first.Tokens) / (_last.Seconds - _first.Seconds) : null;

    /// <summary>Takes a step in.</summary>
    public void Add(TrainingState state)
    {
        if (_first is null || state.Step <= _last?.Step)
            (_first, _started) = (state, clock.GetTimestamp());
        (_last, _elapsed) = (state, clock.GetElapsedTime(_started));
    }

    /// <summary>The time until so many steps are made, validation included; null before the second step.</summary>
    public TimeSpan? Left(long steps) =>
        _last?.Step > _first?.Step ? _elapsed * ((double)(steps - _last.Step) / (_last.Step - _first.Step)) : null;
}
