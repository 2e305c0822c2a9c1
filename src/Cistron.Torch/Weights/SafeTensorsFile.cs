using System.Buffers.Binary;

namespace Cistron.Torch.Weights;

/// <summary>
/// A safetensors file: eight bytes with the length of the header, the header in JSON, the elements of all tensors.
/// Nothing in the format can run code; whatever the header claims is checked before an element is read.
/// </summary>
public sealed class SafeTensorsFile : IWeightFile
{
    private const int LengthBytes = 8;

    /// <summary>
    /// The limit of the format's reference implementation: a hostile header must not fill the memory.
    /// </summary>
    private const long LongestHeader = 100_000_000;

    private readonly MappedFile _file;
    private readonly SafeTensorsHeader _header;
    private readonly long _data;

    private SafeTensorsFile(MappedFile file)
    {
        _file = file;
        if (file.Length < LengthBytes)
            throw file.Fault("is too short for a safetensors file");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file.Bytes(0, LengthBytes));
        if (length > LongestHeader)
            throw file.Fault($"announces a header of {length} bytes, more than the {LongestHeader} that safetensors " +
                             "allows");
        if (length > (ulong)(file.Length - LengthBytes))
            throw file.Fault($"announces a header of {length} bytes but has {file.Length}; it was cut short or is no " +
                             "safetensors file");
        _data = LengthBytes + (long)length;
        _header = SafeTensorsHeader.Parse(file, file.Bytes(LengthBytes, (int)length), file.Length - _data);
    }

    /// <inheritdoc />
    public IReadOnlyList<string> Names => _header.Names;

    /// <summary>What the writer noted about the file; usually <c>format</c> = <c>pt</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Opens a file and checks its header; elements are read when they are loaded.</summary>
    /// <exception cref="WeightFileException">The file is not there, is damaged, or is no safetensors file.</exception>
    public static SafeTensorsFile Open(string path)
    {
        var file = new MappedFile(path);
        try
        {
            return new SafeTensorsFile(file);
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
    public DType DType(string name) => Find(name).DType;

    /// <inheritdoc />
    public Tensor Load(string name)
    {
        var entry = Find(name);
        return _file.Tensor(_data + entry.Start, entry.End - entry.Start, entry.DType, entry.Shape);
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    /// <summary>Whether a file that starts so can be a safetensors file: the header is an object.</summary>
    internal static bool IsSafeTensors(ReadOnlySpan<byte> start) =>
        start.Length > LengthBytes && start[LengthBytes] == '{' &&
        BinaryPrimitives.ReadUInt64LittleEndian(start) <= LongestHeader;

    private SafeTensorsHeader.Entry Find(string name) => _header.Find(name) ??
        throw _file.Fault($"has no tensor {WeightFileException.Quote(name)} among its {Names.Count}");
}
