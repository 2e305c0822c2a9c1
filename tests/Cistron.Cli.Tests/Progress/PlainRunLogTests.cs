using Cistron.Cli.Progress;

namespace Cistron.Cli.Tests.Progress;

public sealed class PlainRunLogTests : IDisposable
{
    private readonly StringWriter _writer = new();
    private readonly FakeClock _clock = new();
    private readonly PlainRunLog _log;

    public PlainRunLogTests() => _log = new PlainRunLog(_writer, _clock);

    public void Dispose() => _writer.Dispose();

    [Fact]
    public void Notes_and_warnings_are_dated()
    {
        _log.Note("2 classes");
        _clock.Advance(60);
        _log.Warn("few rows");

        Assert.Equal("2030-01-02 03:04:05  2 classes\n2030-01-02 03:05:05  warning: few rows\n", _writer.ToString());
    }

    [Fact]
    public void Steps_get_a_line_every_five_seconds()
    {
        for (long step = 1; step <= 12; step++)
        {
            _log.Step(FakeRuns.Step(step, loss: 1), 1000);
            _clock.Advance(1);
        }

        Assert.Equal(
            """
            2030-01-02 03:04:05  step 1/1000  epoch 0.25  loss 1.000
            2030-01-02 03:04:10  step 6/1000  epoch 1.50  loss 1.000  10 tokens/s  16 min 34 s left
            2030-01-02 03:04:15  step 11/1000  epoch 2.75  loss 1.000  10 tokens/s  16 min 29 s left

            """, _writer.ToString());
    }

    [Fact]
    public void Validations_and_the_last_step_get_a_line_at_any_time()
    {
        _log.Step(FakeRuns.Step(1, loss: 1), 4);
        _log.Step(FakeRuns.Step(2, loss: 1) with { Validation = FakeRuns.Metrics(("mcc", 0.4), ("loss", 2)), IsBest = true }, 4);
        _log.Step(FakeRuns.Step(3, loss: 1), 4);
        _log.Step(FakeRuns.Step(4, loss: 0.00001), 4);

        Assert.Equal(
            """
            2030-01-02 03:04:05  step 1/4  epoch 0.25  loss 1.000
            2030-01-02 03:04:05  step 2/4  epoch 0.50  loss 1.000  10 tokens/s  0 s left  validation: mcc 0.400, loss 2.000 (best)
            2030-01-02 03:04:05  step 4/4  epoch 1.00  loss 1.0e-5  10 tokens/s

            """, _writer.ToString());
    }

    [Fact]
    public void Other_work_gets_its_first_and_last_line_and_one_every_five_seconds()
    {
        for (int done = 1; done <= 1500; done++)
            _log.Progress("predicting", done, 1500, "sequences");

        Assert.Equal(
            "2030-01-02 03:04:05  predicting 1 of 1,500 sequences\n2030-01-02 03:04:05  predicting 1,500 of 1,500 sequences\n",
            _writer.ToString());
    }

    [Fact]
    public void Other_work_gets_its_rate_and_the_time_left()
    {
        for (int done = 100; done <= 900; done += 100)
        {
            _log.Progress("scanning", done, 1000, "bases");
            _clock.Advance(4);
        }
        _log.Progress("packing", 5, null, "bases");

        Assert.Equal(
            """
            2030-01-02 03:04:05  scanning 100 of 1,000 bases
            2030-01-02 03:04:13  scanning 300 of 1,000 bases, 25 bases/s, 28 s left
            2030-01-02 03:04:21  scanning 500 of 1,000 bases, 25 bases/s, 20 s left
            2030-01-02 03:04:29  scanning 700 of 1,000 bases, 25 bases/s, 12 s left
            2030-01-02 03:04:37  scanning 900 of 1,000 bases, 25 bases/s, 4 s left

            """, _writer.ToString());
    }
}
