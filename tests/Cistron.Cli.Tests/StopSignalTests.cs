using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace Cistron.Cli.Tests;

public sealed class StopSignalTests
{
    [Theory]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGTERM)]
    public void The_first_signal_asks_to_stop_and_the_second_is_left_to_the_system(PosixSignal signal)
    {
        using var messages = new StringWriter();
        using var stop = new StopSignal(Transcript.ConsoleOn(messages));
        PosixSignalContext first = new(signal), second = new(signal);

        stop.Receive(first);
        stop.Receive(second);

        Assert.True(stop.Token.IsCancellationRequested);
        Assert.True(first.Cancel);
        Assert.False(second.Cancel);
        Assert.Equal("cistron: stopping at the next step; press ^C again to stop at once", messages.ToString().TrimEnd());
    }

    [Fact]
    public void The_end_of_a_stream_can_be_the_signal()
    {
        using var messages = new StringWriter();
        using var stop = new StopSignal(Transcript.ConsoleOn(messages));
        using var input = new AnonymousPipeServerStream(PipeDirection.Out);
        using var other = new AnonymousPipeClientStream(PipeDirection.In, input.ClientSafePipeHandle);

        stop.ListenToEndOf(other);
        input.WriteByte(1);
        Assert.False(stop.Token.IsCancellationRequested);
        input.Dispose();

        Assert.True(stop.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void A_stopped_run_says_how_to_resume_and_ends_with_85()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));

        Transcript transcript = Transcript.Of("finetune run=runs/x data.folder=data", [FakeRuns.Endless], stop: stop.Token);

        Assert.Equal(85, (int)transcript.Code);
        Assert.Matches(
            @"^stopped at step \d+ of 1000 with a checkpoint in runs/x; the same command resumes it\n$", transcript.Output);
    }
}
