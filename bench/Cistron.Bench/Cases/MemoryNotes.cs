namespace Cistron.Bench.Cases;

/// <summary>What the notes of cases that handle text say.</summary>
internal static class MemoryNotes
{
    /// <summary>What the share of the peak is.</summary>
    /// <param name="bytes">What is counted, such as "of the file".</param>
    public static string Bandwidth(string bytes) =>
        $" The share of the peak is that of the bytes {bytes} in what one thread copies from memory to memory, read and written.";
}
