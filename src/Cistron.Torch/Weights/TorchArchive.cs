using System.Globalization;

namespace Cistron.Torch.Weights;

/// <summary>
/// The tensors of a file that <c>torch.save</c> wrote (.pt, .pth, .bin), before PyTorch 1.6 or since: a pickle, which
/// describes dictionaries and lists of tensors, and the elements of every storage. A pickle is a program; this one is
/// never executed, and a file whose pickle asks for more than tensors is refused.
/// </summary>
/// <remarks>
/// Nested collections are flattened: <c>{"model": {"head.bias": tensor}}</c> has the tensor <c>model.head.bias</c>,
/// items of lists are named by their number. Whatever is no tensor is passed over. A file that is one tensor has it
/// under the empty name.
/// </remarks>
public sealed class TorchArchive : IWeightFile
{
    private const int DeepestNesting = 64;

    /// <summary>
    /// What a tensor may grow to beyond its storage when strides of zero repeat elements: one byte could stand for any
    /// number of them.
    /// </summary>
    private const long LargestRepetition = 64 << 20;

    /// <summary>
    /// The sum over all items of the length of their names, plus one for each: a few small lists that contain one
    /// another can stand for more items than any memory holds.
    /// </summary>
    private const long LongestNames = 16 << 20;

    private readonly MappedFile _file;
    private readonly IReadOnlyDictionary<string, (long Start, long Length)> _storages;
    private readonly OrderedDictionary<string, PickledTensor> _tensors = [];
    private long _namesLength;

    private TorchArchive(MappedFile file)
    {
        _file = file;
        var start = file.Bytes(0, (int)Math.Min(file.Length, 16));
        ArchiveContent content = LegacyArchive.IsPickle(start) ? LegacyArchive.Read(file)
            : ZipDirectory.IsZip(start) ? ZippedArchive.Read(file)
            : throw file.Fault("is no PyTorch archive: those are zip files, or pickles if they are old");
        _storages = content.Storages;
        Flatten("", content.Value, 0);
    }

    /// <inheritdoc />
    public IReadOnlyList<string> Names => _tensors.Keys;

    /// <summary>
    /// Opens an archive and checks what it says of its tensors; elements are read when they are loaded.
    /// </summary>
    /// <exception cref="WeightFileException">
    /// The file is not there, is damaged, was not written by <c>torch.save</c>, or asks for more than tensors in
    /// collections.
    /// </exception>
    public static TorchArchive Open(string path)
    {
        var file = new MappedFile(path);
        try
        {
            return new TorchArchive(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public long[] Shape(string name) => [.. Find(name).Shape];

    /// <inheritdoc />
    public DType DType(string name) => Find(name).Storage.DType;

    /// <inheritdoc />
    public Tensor Load(string name)
    {
        var (storage, offset, shape, strides) = Find(name);
        int size = storage.DType.Size();
        long elements = TensorLayout.Extent(shape, strides)!.Value;
        long start = _storages[storage.Key].Start + offset * size;
        if (elements == 0 || TensorLayout.IsContiguous(shape, strides))
            return _file.Tensor(start, elements * size, storage.DType, shape);
        using var touched = _file.Tensor(start, elements * size, storage.DType, [elements]);
        using var view = touched.AsStrided(shape, strides);
        return view.Contiguous();
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private PickledTensor Find(string name) => _tensors.GetValueOrDefault(name) ??
        throw _file.Fault($"has no tensor {WeightFileException.Quote(name)} among its {Names.Count}");

    private void Flatten(string name, object? value, int depth)
    {
        _namesLength += name.Length + 1;
        if (depth > DeepestNesting || _namesLength > LongestNames)
            throw _file.Fault("nests its collections deeper, or into more items, than any model does");
        switch (value)
        {
            case PickledTensor tensor:
                Check(name, tensor);
                if (!_tensors.TryAdd(name, tensor))
                    throw _file.Fault($"has two tensors that would be named {WeightFileException.Quote(name)}");
                break;
            case OrderedDictionary<string, object?> dictionary:
                foreach (var (key, item) in dictionary)
                    Flatten(Join(name, key), item, depth + 1);
                break;
            case IReadOnlyList<object?> items:
                for (int i = 0; i < items.Count; i++)
                    Flatten(Join(name, i.ToString(CultureInfo.InvariantCulture)), items[i], depth + 1);
                break;
        }
    }

    private static string Join(string name, string last) => name.Length == 0 ? last : $"{name}.{last}";

    private void Check(string name, PickledTensor tensor)
    {
        var (storage, offset, shape, strides) = tensor;
        int size = storage.DType.Size();
        string quoted = WeightFileException.Quote(name);
        if (!_storages.TryGetValue(storage.Key, out var entry))
            throw _file.Fault($"lacks the storage of tensor {quoted}");
        if (shape.Length != strides.Length || TensorLayout.Bytes(storage.DType, shape) is not { } bytes ||
            TensorLayout.Extent(shape, strides) is not { } extent || offset < 0 ||
            (Int128)(offset + (Int128)extent) * size > entry.Length)
            throw _file.Fault($"gives tensor {quoted} more elements than its storage of {entry.Length} bytes has");
        if (bytes > Math.Max(entry.Length, LargestRepetition))
            throw _file.Fault($"repeats the elements of tensor {quoted} up to {bytes} bytes, from a storage of " +
                              $"{entry.Length}");
    }
}
