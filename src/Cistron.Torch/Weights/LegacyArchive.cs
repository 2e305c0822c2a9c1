using System.Buffers.Binary;

namespace Cistron.Torch.Weights;

/// <summary>
/// The format of <c>torch.save</c> before PyTorch 1.6, which fastai's first version wrote: pickles one after another (a
/// magic number, the version of the protocol, facts about the machine, the value, the keys of the storages) and then, in
/// the order of the keys, the number of elements and the elements of every storage.
/// </summary>
internal static class LegacyArchive
{
    private const long Protocol = 1001;

    /// <summary>The pickle of 0x1950a86a20f9469cfc6c.</summary>
    private static ReadOnlySpan<byte> Magic =>
        [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'];

    /// <summary>Whether a file that starts so is a bare pickle, whoever wrote it.</summary>
    public static bool IsPickle(ReadOnlySpan<byte> start) => start is [0x80, <= 5, ..];

    /// <exception cref="WeightFileException">The file is damaged, or torch.save did not write it.</exception>
    public static ArchiveContent Read(MappedFile file)
    {
        if (!file.Bytes(0, (int)Math.Min(file.Length, Magic.Length)).SequenceEqual(Magic))
            throw file.Fault("is a pickle that torch.save did not write; save a state_dict with torch.save");
        long position = Magic.Length;
        if (Next(out _) is not Protocol)
            throw file.Fault($"is in a protocol of torch.save other than {Protocol}; load the file with PyTorch and save it again");
        if (Next(out _) is not OrderedDictionary<string, object?> machine ||
            machine.GetValueOrDefault("little_endian") is not true)
            throw file.Fault("holds numbers in big-endian order, which are not read; save it again on a little-endian machine");
        object? value = Next(out var storages);
        if (Next(out _) is not List<object?> keys)
            throw file.Fault("does not list its storages where torch.save does; it was damaged");

        var places = new Dictionary<string, (long Start, long Length)>();
        foreach (object? item in keys)
        {
            if (item is not string key || !storages.TryGetValue(key, out var dtype) || places.ContainsKey(key))
                throw file.Fault("lists a storage twice, or one that no tensor has; it was damaged");
            long elements = BinaryPrimitives.ReadInt64LittleEndian(file.Bytes(position, sizeof(long)));
            position += sizeof(long);
            if (elements < 0 || elements > (file.Length - position) / dtype.Size())
                throw file.Fault($"ends before its storage {WeightFileException.Quote(key)} does; it was cut short or damaged");
            places[key] = (position, elements * dtype.Size());
            position += elements * dtype.Size();
        }
        return new ArchiveContent(value, places);

        object? Next(out IReadOnlyDictionary<string, DType> storages)
        {
            var rest = file.Bytes(position, (int)Math.Min(file.Length - position, Pickle.Longest));
            object? next = Pickle.Read(file, rest, out int length, out storages);
            position += length;
            return next;
        }
    }
}
