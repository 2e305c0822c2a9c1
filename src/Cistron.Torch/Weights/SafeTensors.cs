using System.Buffers.Binary;
using System.Text.Json;

namespace Cistron.Torch.Weights;

/// <summary>
/// Writes safetensors files, one tensor after the other: memory for all of them at once is never needed.
/// </summary>
public static class SafeTensors
{
    /// <summary>What PyTorch's readers look for: the tensors are row-major, as PyTorch has them.</summary>
    private static readonly Dictionary<string, string> PyTorchFormat = new() { ["format"] = "pt" };

    /// <summary>
    /// Writes a file, as the other overload does, that appears under its name only when all of it is on disk; an
    /// older file stays until then.
    /// </summary>
    public static void Write(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        string unfinished = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
            {
                Write(file, tensors, metadata);
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Writes tensors from any device.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="tensors">
    /// Names and tensors. One tensor under several names is written once, under the first; the metadata then says
    /// <c>LATER_NAME: FIRST_NAME</c>.
    /// </param>
    /// <param name="metadata">Notes of the writer; <c>format</c> = <c>pt</c> when there are none.</param>
    /// <exception cref="ArgumentException">
    /// A name is given twice, or is the format's own <c>__metadata__</c>.
    /// </exception>
    public static void Write(Stream stream, IEnumerable<KeyValuePair<string, Tensor>> tensors,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        var firstNames = new Dictionary<nint, string>();
        var names = new HashSet<string> { SafeTensorsHeader.MetadataName };
        var notes = new Dictionary<string, string>(metadata ?? PyTorchFormat);
        var written = new List<KeyValuePair<string, Tensor>>();
        foreach (var (name, tensor) in tensors)
        {
            if (!names.Add(name))
                throw new ArgumentException($"a safetensors file cannot have another tensor named '{name}'",
                    nameof(tensors));
            if (firstNames.TryAdd(tensor.Handle, name))
                written.Add(new(name, tensor));
            else
                notes.TryAdd(name, firstNames[tensor.Handle]);
        }
        // Wide elements first: every tensor then starts at a multiple of its element, as some readers want it.
        written = [.. written.OrderByDescending(t => t.Value.DType.Size())];

        WriteHeader(stream, written, notes);
        foreach (var (_, tensor) in written)
            tensor.WithBytes(stream.Write);
    }

    private static void WriteHeader(Stream stream, List<KeyValuePair<string, Tensor>> tensors,
        Dictionary<string, string> notes)
    {
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteStartObject(SafeTensorsHeader.MetadataName);
            foreach (var (key, value) in notes)
                json.WriteString(key, value);
            json.WriteEndObject();
            long end = 0;
            foreach (var (name, tensor) in tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", SafeTensorsHeader.TypeName(tensor.DType));
                json.WriteStartArray("shape");
                foreach (long size in tensor.Shape)
                    json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(end);
                json.WriteNumberValue(end += tensor.Bytes);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        while (header.Length % 8 != 0)
            header.WriteByte((byte)' ');

        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        header.WriteTo(stream);
    }
}
