namespace Cistron.Torch.Weights;

/// <summary>What <c>torch.save</c> wrote, in either of its formats.</summary>
/// <param name="Value">The pickled value; see <see cref="Pickle"/>.</param>
/// <param name="Storages">First byte and number of bytes of every storage, by its key.</param>
internal sealed record ArchiveContent(object? Value, IReadOnlyDictionary<string, (long Start, long Length)> Storages);
