using Cistron.Data.Audit;
using Cistron.Runs;
using Cistron.Sequences.Randomness;

namespace Cistron.Data.Tests.Audit;

public class QuickAuditTests
{
    private readonly RandomStream _stream = RandomStream.For(1, "quick audit");

    [Fact]
    public void Warnings_are_lines_of_their_own_and_everything_else_is_one()
    {
        (string, string)[] train = Rows(500), test = Rows(100);
        // One leak of a hundred rows warns; one conflict in six hundred is worth a note.
        var data = Drawn.Data(("train", train), ("test", [(train[0].Item1, "1"), .. test[1..]]));

        var log = new Told();
        QuickAudit.Of(data, seed: 1).Tell(log);

        Assert.StartsWith("1 of 100 test rows are training rows as well", Assert.Single(log.Warnings));
        Assert.Contains("1 of 1 repeated sequences have different labels", Assert.Single(log.Notes));
    }

    [Fact]
    public void That_nothing_was_found_is_told_too()
    {
        var log = new Told();
        QuickAudit.Of(Drawn.Data(("train", Rows(200)), ("test", Rows(100))), seed: 1).Tell(log);

        Assert.Empty(log.Warnings);
        Assert.StartsWith("audit: no row stands in two parts", Assert.Single(log.Notes));
    }

    private (string, string)[] Rows(int count) => [.. Enumerable.Range(0, count).Select(i => (Drawn.Bases(_stream, 50), $"{i % 2}"))];

    private sealed class Told : IWorkLog
    {
        public List<string> Notes { get; } = [];

        public List<string> Warnings { get; } = [];

        public void Note(string sentence) => Notes.Add(sentence);

        public void Warn(string sentence) => Warnings.Add(sentence);

        public void Progress(string what, long done, long? total, string unit)
        {
        }
    }
}
