using Cistron.Runs;

namespace Cistron.Data.Tests;

/// <summary>Keeps what a work tells.</summary>
internal sealed class RecordingLog : IWorkLog
{
    public List<string> Notes { get; } = [];

    public List<string> Warnings { get; } = [];

    public void Note(string sentence) => Notes.Add(sentence);

    public void Warn(string sentence) => Warnings.Add(sentence);

    public void Progress(string what, long done, long? total, string unit)
    {
    }
}
