using System.CommandLine;
using Cistron.Training;
using Spectre.Console;

namespace Cistron.Cli.Progress;

/// <summary>Chooses how a run is followed while it goes.</summary>
internal static class ProgressDisplay
{
    /// <summary>The option <c>--progress</c>.</summary>
    public static Option<string> CreateOption()
    {
        var option = new Option<string>("--progress") { DefaultValueFactory = _ => "auto" };
        option.AcceptOnlyFromAmong("auto", "plain", "none");
        return option;
    }

    /// <summary>Does a work whose progress is told on standard error.</summary>
    /// <param name="terminal">Where the work is watched.</param>
    /// <param name="mode"><c>auto</c>: live on a terminal, dated lines elsewhere; <c>plain</c>: dated lines always;
    /// <c>none</c>: warnings only.</param>
    /// <param name="work">The work, given what it shall tell its progress to.</param>
    public static TResult Follow<TResult>(this Terminal terminal, string mode, Func<IRunLog, TResult> work)
    {
        Profile profile = terminal.Messages.Profile;
        if (mode == "none")
            return work(new SilentRunLog(profile.Out.Writer));
        return mode == "auto" && profile.Out.IsTerminal && profile.Capabilities.Ansi
            ? LiveRunLog.Follow(terminal.Messages, terminal.Clock, work)
            : work(new PlainRunLog(profile.Out.Writer, terminal.Clock));
    }
}
