using System.Diagnostics;
using System.Globalization;

namespace Cistron.Bench;

/// <summary>One who does a case's work: Cistron or a peer, always as a process of its own.</summary>
/// <remarks>
/// A process can say how long the work itself took by printing an <see cref="Outcome"/> as its last line; a program of
/// others that does not is timed from start to end. The peak memory is that of the process, read from
/// <c>/proc/PID/status</c> while it lives.
/// </remarks>
/// <param name="Name">The name in tables.</param>
/// <param name="Program">The program to start.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record Contestant(string Name, string Program, params IReadOnlyList<string> Arguments)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    /// <summary>How far its answers may lie from those of Cistron beside it, as a share of them; default 10⁻⁴.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>
    /// The peak of the machine that its speed is measured against, one of <see cref="MachinePeak"/>; null, the default: none.
    /// </summary>
    public string? Peak { get; init; }

    /// <summary>
    /// Whether the seconds of all may be divided by its own: by those of the fastest of which they may, and where there is none, by
    /// those of the first. Default: not.
    /// </summary>
    public bool IsYardstick { get; init; }

    /// <summary>Whether it runs without the heap that <c>eng/environment.sh</c> preloads. Default: not.</summary>
    public bool HasPlainHeap { get; init; }

    /// <summary>
    /// Tells from what the process left behind what it came to; its time is then from start to end, whatever it prints. Null, the
    /// default: it tells itself, if at all.
    /// </summary>
    public Func<IReadOnlyList<double>>? Answers { get; init; }

    /// <summary>Cistron doing one of <see cref="Works"/>.</summary>
    public static Contestant Cistron(string work, params IReadOnlyList<string> arguments) =>
        new("Cistron", Environment.ProcessPath!, [System.Reflection.Assembly.GetEntryAssembly()!.Location, "work", work, .. arguments]);

    /// <summary>A Python program of <c>bench/peers</c>.</summary>
    public static Contestant Python(string name, string file, params IReadOnlyList<string> arguments) =>
        new(name, "/usr/bin/python3", [Path.Combine("bench", "peers", file), .. arguments]);

    /// <summary>Whether its program is on this machine.</summary>
    public bool IsHere => Path.IsPathRooted(Program)
        ? File.Exists(Program)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, Program)));

    /// <summary>Does the work once.</summary>
    /// <exception cref="InvalidOperationException">The process failed.</exception>
    public Measurement Run()
    {
        var start = new ProcessStartInfo(Program, Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (HasPlainHeap)
            start.Environment.Remove("LD_PRELOAD");
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        long peak = 0;
        do
            peak = Math.Max(peak, PeakBytes(process.Id));
        while (!process.WaitForExit(Glance));
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{Name} ended with {process.ExitCode}: {errors.Result}");
        Outcome? told = Answers is null ? Outcome.In(output.Result) : new Outcome(seconds, Answers());
        return new Measurement(told ?? new Outcome(seconds, []), peak);
    }

    /// <summary>Refuses figures of work that came to something else.</summary>
    /// <param name="own">What this contestant came to.</param>
    /// <param name="first">What Cistron came to beside it.</param>
    /// <exception cref="InvalidOperationException">The answers differ by more than <see cref="Tolerance"/>.</exception>
    public void CheckAnswers(Outcome own, Outcome first)
    {
        bool agree = own.Answers.Count == first.Answers.Count
            && own.Answers.Zip(first.Answers, (mine, theirs) => Math.Abs(mine - theirs) <= Tolerance * Math.Abs(theirs)).All(close => close);
        if (!agree)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"{Name} came to [{string.Join(", ", own.Answers)}], and Cistron to [{string.Join(", ", first.Answers)}]"));
    }

    private static long PeakBytes(int process)
    {
        try
        {
            string line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) ?? "0 0";
            return 1024 * long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The process has just ended.
            return 0;
        }
    }
}

/// <summary>What one repetition took.</summary>
/// <param name="Outcome">Seconds of the work, and what it came to.</param>
/// <param name="PeakBytes">The largest resident memory of the process.</param>
internal sealed record Measurement(Outcome Outcome, long PeakBytes);
