using Cistron.Torch;

namespace Cistron.Bench;

/// <summary>Where figures were measured: nothing is comparable beyond it.</summary>
/// <param name="Processor">The processor's name.</param>
/// <param name="Threads">Hardware threads that this process may use.</param>
/// <param name="LibTorch">The release of LibTorch, such as <c>1.13.0</c>.</param>
internal sealed record Machine(string Processor, int Threads, string LibTorch)
{
    /// <summary>The machine that this process runs on.</summary>
    public static Machine Here => new(
        (File.ReadLines("/proc/cpuinfo").Select(line => line.Split(':', 2)).FirstOrDefault(parts => parts[0].Trim() == "model name")?[1].Trim()
            ?? "unknown processor").Replace("(R)", "", StringComparison.Ordinal).Replace("(TM)", "", StringComparison.Ordinal),
        Environment.ProcessorCount, TorchRuntime.Version);

    /// <summary>A name for a folder: letters, digits, dots and hyphens.</summary>
    public string FolderName => string.Join('-',
        new string([.. Words.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.' ? letter : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The machine in words.</summary>
    public string Words => $"{Processor}, {Threads} threads, LibTorch {LibTorch}";
}
