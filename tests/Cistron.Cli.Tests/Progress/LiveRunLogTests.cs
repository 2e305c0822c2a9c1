using Cistron.Cli.Progress;
using Spectre.Console;

namespace Cistron.Cli.Tests.Progress;

public sealed class LiveRunLogTests
{
    [Fact]
    public void The_block_shows_where_the_run_is()
    {
        var clock = new FakeClock();
        var block = new RunBlock(clock);
        double[] losses = [8, 7, 6, 5, 4, 3, 2, 1];

        for (int i = 0; i < losses.Length; i++)
        {
            block.Add(FakeRuns.Step(i + 1, losses[i]) with { Validation = i == 3 ? FakeRuns.Metrics(("mcc", 0.3)) : null }, 32);
            clock.Advance(2);
        }
        block.Add("predicting", 5, 10, "sequences");

        Assert.Equal(
            """
            step        8/32  ━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 25 %  epoch 2.00
            loss        1.000  █▇▆▅▄▃▂▁
            validation  mcc 0.300  at step 4, best at step 2
            speed       10 tokens/s, 48 s left
            now         predicting 5 of 10 sequences  ━━━━━━━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 50 %
            """, Shown(block));
    }

    [Fact]
    public void Notes_and_warnings_stay_above_the_block()
    {
        using var writer = new StringWriter();
        IAnsiConsole console = Transcript.ConsoleOn(writer, AnsiSupport.Yes);

        int result = LiveRunLog.Follow(console, new FakeClock(), log =>
        {
            log.Note("2 classes");
            log.Step(FakeRuns.Step(1, loss: 1), 2);
            log.Warn("few rows");
            log.Step(FakeRuns.Step(2, loss: 1), 2);
            return 42;
        });

        Assert.Equal(42, result);
        int[] places = [.. new[] { "2 classes", "1/2", "warning: few rows", "2/2" }
            .Select(text => writer.ToString().IndexOf(text, StringComparison.Ordinal))];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void A_run_that_fails_gives_the_cursor_back()
    {
        using var writer = new StringWriter();
        IAnsiConsole console = Transcript.ConsoleOn(writer, AnsiSupport.Yes);

        Assert.Throws<InvalidOperationException>(() =>
            LiveRunLog.Follow<int>(console, new FakeClock(), _ => throw new InvalidOperationException()));

        Assert.EndsWith("\e[?25h", writer.ToString().TrimEnd());
    }

    private static string Shown(RunBlock block)
    {
        using var writer = new StringWriter();
        Transcript.ConsoleOn(writer).Write(block.ToRenderable());
        return string.Join('\n', writer.ToString().TrimEnd().Split('\n').Select(line => line.TrimEnd()));
    }
}
