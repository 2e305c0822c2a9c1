using System.Text.Json;
using Cistron.Runs.Folders;

namespace Cistron.Runs.Tests.Folders;

public sealed class MetricsLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Log => _folder["metrics.jsonl"];

    [Fact]
    public void A_line_is_one_JSON_object_and_is_seen_at_once()
    {
        using var log = new MetricsLog(Log);

        log.Append(10, 0.5, 2048, 1.25, [("loss", 1.1), ("learning_rate", 1e-4)]);

        using var reader = new StreamReader(new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.Equal("""{"step":10,"epoch":0.5,"tokens":2048,"wall_seconds":1.25,"loss":1.1,"learning_rate":0.0001}""" + "\n",
            reader.ReadToEnd());
    }

    [Fact]
    public void Rows_read_back_as_they_were_written()
    {
        var random = new Random(1);
        double[] losses = [.. Enumerable.Range(0, 3000).Select(_ => random.NextDouble() * 1e10)];

        using (var log = new MetricsLog(Log))
        {
            for (int step = 0; step < losses.Length; step++)
                log.Append(step, step / 7.0, step * 1_000_000_000L, step, [("loss", losses[step])]);
        }

        MetricsRow[] rows = [.. MetricsLog.Read(Log)];
        Assert.Equal(losses, rows.Select(row => row.Values["loss"]));
        Assert.Equal((2999, 2999 / 7.0, 2_999_000_000_000L, 2999.0),
            (rows[^1].Step, rows[^1].Epoch, rows[^1].Tokens, rows[^1].WallSeconds));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_number_that_is_not_finite_is_written_as_null(double value)
    {
        using (var log = new MetricsLog(Log))
            log.Append(1, 0, 0, 0, [("loss", value)]);

        using JsonDocument line = JsonDocument.Parse(File.ReadAllText(Log));
        Assert.Equal(JsonValueKind.Null, line.RootElement.GetProperty("loss").ValueKind);
        Assert.Equal(double.NaN, MetricsLog.Read(Log).Single().Values["loss"]);
    }

    [Fact]
    public void A_metric_cannot_hide_a_progress_number_and_a_refused_row_leaves_no_trace()
    {
        using var log = new MetricsLog(Log);

        Assert.Throws<ArgumentException>(() => log.Append(1, 0, 0, 0, [("tokens", 5)]));
        log.Append(2, 0, 0, 0, []);

        Assert.Equal([2], MetricsLog.Read(Log).Select(row => row.Step));
    }

    [Fact]
    public void Truncation_removes_the_steps_after_the_checkpoint_and_a_torn_line()
    {
        Write(1, 2, 2, 3, 4);
        File.AppendAllText(Log, """{"step":2,"epoch":0,""");

        MetricsLog.TruncateAfter(Log, 2);

        Assert.Equal([1, 2, 2], MetricsLog.Read(Log).Select(row => row.Step));
        Assert.EndsWith("}\n", File.ReadAllText(Log));
        Assert.Equal(["metrics.jsonl"], _folder.Names);
    }

    [Fact]
    public void Truncation_of_a_missing_file_does_nothing()
    {
        MetricsLog.TruncateAfter(Log, 0);

        Assert.Empty(_folder.Names);
        Assert.Empty(MetricsLog.Read(Log));
    }

    [Fact]
    public void A_kill_at_any_byte_loses_at_most_the_line_being_written()
    {
        Write(1, 2, 3);
        byte[] whole = File.ReadAllBytes(Log);

        for (int length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(Log, whole[..length]);
            int complete = whole[..length].Count(letter => letter == '\n');
            Assert.Equal(complete, MetricsLog.Read(Log).Count());

            Write(9);

            Assert.Equal([.. Enumerable.Range(1, complete), 9], MetricsLog.Read(Log).Select(row => (int)row.Step));
        }
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("[]")]
    [InlineData("""{"step":1}""")]
    [InlineData("""{"step":1.5,"epoch":0,"tokens":0,"wall_seconds":0}""")]
    [InlineData("""{"step":null,"epoch":0,"tokens":0,"wall_seconds":0}""")]
    [InlineData("""{"step":1,"epoch":0,"tokens":0,"wall_seconds":0,"loss":"low"}""")]
    public void A_line_that_is_no_row_is_named(string line)
    {
        Write(1);
        File.AppendAllText(Log, line + "\n");

        var refusal = Assert.Throws<RunFolderException>(() => MetricsLog.Read(Log).Count());

        Assert.StartsWith($"{Log}:2: expected one JSON object", refusal.Message);
    }

    [Fact]
    public void A_line_without_end_is_refused_before_it_fills_the_memory()
    {
        File.WriteAllBytes(Log, new byte[(1 << 20) + 1]);

        var refusal = Assert.Throws<RunFolderException>(() => MetricsLog.Read(Log).Count());

        Assert.Equal($"{Log}: a line is longer than 1048576 bytes", refusal.Message);
    }

    private void Write(params int[] steps)
    {
        using var log = new MetricsLog(Log);
        foreach (int step in steps)
            log.Append(step, 0, 0, 0, [("loss", 0.5)]);
    }
}
