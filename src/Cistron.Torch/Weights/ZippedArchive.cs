namespace Cistron.Torch.Weights;

/// <summary>
/// The format of <c>torch.save</c> since PyTorch 1.6: a zip file with a pickle and one entry for every storage.
/// </summary>
internal static class ZippedArchive
{
    private const string PickleName = "data.pkl";

    /// <exception cref="WeightFileException">The file is damaged, or is another zip file.</exception>
    public static ArchiveContent Read(MappedFile file)
    {
        var entries = ZipDirectory.Read(file);
        string pickle = entries.Keys.FirstOrDefault(n => n.EndsWith("/" + PickleName, StringComparison.Ordinal)) ??
                        throw file.Fault($"is a zip file without {PickleName}: torch.save did not write it");
        string folder = pickle[..^PickleName.Length], data = folder + "data/";
        if (entries.ContainsKey(folder + "byteorder") && !Entry("byteorder").SequenceEqual("little"u8))
            throw file.Fault("holds numbers in big-endian order, which are not read; save it again on a " +
                             "little-endian machine");
        return new ArchiveContent(
            Pickle.Read(file, Entry(PickleName)),
            entries.Where(e => e.Key.StartsWith(data, StringComparison.Ordinal))
                .ToDictionary(e => e.Key[data.Length..], e => e.Value));

        ReadOnlySpan<byte> Entry(string name)
        {
            var (start, length) = entries[folder + name];
            return length <= Pickle.Longest ? file.Bytes(start, (int)length)
                : throw file.Fault($"has a {name} of {length} bytes; more than {Pickle.Longest} are not read");
        }
    }
}
