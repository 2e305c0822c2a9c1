using System.Buffers;
using System.Text.Json;

namespace Cistron.Runs.Folders;

/// <summary>
/// The measured values of a run in <c>metrics.jsonl</c>: one JSON object a line, appended only, valid JSON always (NaN and
/// the infinities are written as null). A kill can tear the last line at most, and readers ignore a torn last line.
/// </summary>
public sealed class MetricsLog : IDisposable
{
    private readonly FileStream _file;
    private readonly ArrayBufferWriter<byte> _line = new();

    /// <summary>Opens the file to append to it, and cuts off a torn last line; makes it when it is missing.</summary>
    public MetricsLog(string path)
    {
        TruncateAfter(path, long.MaxValue);
        // Without a buffer each line goes to the system in one call, and is safe from a kill once it returns.
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>Appends a line; when it returns, readers see the line.</summary>
    /// <exception cref="ArgumentException">A value is called step, epoch, tokens or wall_seconds, or two alike.</exception>
    public void Append(
        long step, double epoch, long tokens, double wallSeconds, IEnumerable<(string Name, double Value)> values)
    {
        var named = new OrderedDictionary<string, double>(values.Select(value => KeyValuePair.Create(value.Name, value.Value)));
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line))
            new MetricsRow(step, epoch, tokens, wallSeconds, named).Write(json);
        _line.Write("\n"u8);
        _file.Write(_line.WrittenSpan);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>
    /// Removes the lines of steps after <paramref name="step"/>, which a run that resumes from that step's checkpoint will
    /// write again, and a torn last line. Does nothing when the file is missing.
    /// </summary>
    /// <exception cref="RunFolderException">A line that is not torn is no metrics.</exception>
    public static void TruncateAfter(string path, long step)
    {
        if (!File.Exists(path))
            return;
        long keptBytes = Lines(path).Where(line => line.Row.Step <= step).Sum(line => line.Text.Length + 1L);
        if (keptBytes == new FileInfo(path).Length)
            return;
        AtomicFile.Write(path, stream =>
        {
            foreach ((MetricsRow row, ReadOnlyMemory<byte> text) in Lines(path))
            {
                if (row.Step > step)
                    continue;
                stream.Write(text.Span);
                stream.WriteByte((byte)'\n');
            }
        });
    }

    /// <summary>Streams the rows of a file, also while a run appends to it; none when the file is missing.</summary>
    /// <exception cref="RunFolderException">A line that is not torn is no metrics.</exception>
    public static IEnumerable<MetricsRow> Read(string path) =>
        File.Exists(path) ? Lines(path).Select(line => line.Row) : [];

    private static IEnumerable<(MetricsRow Row, ReadOnlyMemory<byte> Text)> Lines(string path)
    {
        int number = 0;
        foreach (ReadOnlyMemory<byte> line in TerminatedLines.Read(path))
        {
            number++;
            MetricsRow row = MetricsRow.Parse(line) ?? throw new RunFolderException(
                $"{path}:{number}: expected one JSON object with step, epoch, tokens, wall_seconds and numbers");
            yield return (row, line);
        }
    }
}
