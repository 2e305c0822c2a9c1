using System.IO.MemoryMappedFiles;

namespace Cistron.Torch.Weights;

/// <summary>
/// A file mapped into memory for reading, whose bytes are asked for with bounds. Pages come in when they are touched
/// and can be dropped again, so that a file may be larger than memory.
/// </summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly string _path;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private byte* _start;

    /// <exception cref="WeightFileException">The file is not there, may not be read, or is empty.</exception>
    public MappedFile(string path)
    {
        _path = path;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            Length = file.Length;
            if (Length == 0)
                throw Fault("is empty");
            _map = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read,
                HandleInheritability.None, leaveOpen: false);
            _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new WeightFileException(path, $"cannot be opened ({e.Message})", e);
        }
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    /// <summary>Bytes of the whole file.</summary>
    public long Length { get; }

    /// <summary>The exception that says what is wrong with this file.</summary>
    public WeightFileException Fault(string sentence, Exception? inner = null) => new(_path, sentence, inner);

    /// <summary>A part of the file, valid until the map is disposed.</summary>
    public ReadOnlySpan<byte> Bytes(long start, int length) => new(At(start, length), length);

    /// <summary>A tensor with a copy of a part of the file.</summary>
    public Tensor Tensor(long start, long bytes, DType dtype, ReadOnlySpan<long> shape) =>
        Torch.Tensor.FromMemory(At(start, bytes), bytes, dtype, shape);

    public void Dispose()
    {
        if (_start is null)
            return;
        _start = null;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
    }

    private byte* At(long start, long length)
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        if (start < 0 || length < 0 || start > Length - length)
            throw Fault($"ends before byte {start + length:D}, where something should be; it was cut short or damaged");
        return _start + start;
    }
}
