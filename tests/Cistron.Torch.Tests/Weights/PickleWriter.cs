using System.IO.Compression;
using System.Text;

namespace Cistron.Torch.Tests.Weights;

/// <summary>Writes PyTorch archives, good ones and bad ones, instruction by instruction.</summary>
internal sealed class PickleWriter
{
    private readonly List<byte> _bytes = [];

    public PickleWriter() => Raw(0x80, 2);

    public PickleWriter Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public PickleWriter Instruction(char opcode) => Raw((byte)opcode);

    public PickleWriter Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return Instruction('X').Raw(BitConverter.GetBytes(utf8.Length)).Raw(utf8);
    }

    public PickleWriter Global(string module, string name) => Raw(Encoding.UTF8.GetBytes($"c{module}\n{name}\n"));

    public PickleWriter Number(long number) => Raw(0x8a, 8).Raw(BitConverter.GetBytes(number));

    /// <summary>A tuple of numbers.</summary>
    public PickleWriter Numbers(params ReadOnlySpan<long> numbers)
    {
        Instruction('(');
        foreach (long number in numbers)
            Number(number);
        return Instruction('t');
    }

    /// <summary>A tensor of storage "0", as torch.save writes it.</summary>
    public PickleWriter Tensor(string storageType, long offset, ReadOnlySpan<long> shape, ReadOnlySpan<long> strides) =>
        Global("torch._utils", "_rebuild_tensor_v2").Instruction('(')
            .Instruction('(').Text("storage").Global("torch", storageType).Text("0").Text("cpu").Number(0).Instruction('t')
            .Instruction('Q')
            .Number(offset).Numbers(shape).Numbers(strides).Raw(0x89)
            .Global("collections", "OrderedDict").Instruction(')').Instruction('R')
            .Instruction('t').Instruction('R');

    /// <summary>The pickle alone, ended.</summary>
    public byte[] Ended() => [.. _bytes, (byte)'.'];

    /// <summary>The archive with this pickle, ended, and other entries.</summary>
    public byte[] Archive(params ReadOnlySpan<(string Name, byte[] Content)> entries) =>
        Zip(CompressionLevel.NoCompression, [("data.pkl", Ended()), .. entries]);

    public static byte[] Zip(CompressionLevel compression, params ReadOnlySpan<(string Name, byte[] Content)> entries)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry($"archive/{name}", compression).Open();
                entry.Write(content);
            }
        return bytes.ToArray();
    }
}
