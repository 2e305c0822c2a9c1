namespace Cistron.Torch.Weights;

/// <summary>Opens weights whatever format they are in.</summary>
public static class WeightFile
{
    /// <summary>Opens a safetensors file or a PyTorch archive; the content decides, not the name.</summary>
    /// <exception cref="WeightFileException">The file is neither, is damaged, or asks for code to be run.</exception>
    public static IWeightFile Open(string path)
    {
        using var file = new MappedFile(path);
        var start = file.Bytes(0, (int)Math.Min(file.Length, 64));
        if (SafeTensorsFile.IsSafeTensors(start))
            return SafeTensorsFile.Open(path);
        if (ZipDirectory.IsZip(start) || LegacyArchive.IsPickle(start))
            return TorchArchive.Open(path);
        if (start.StartsWith("version https://git-lfs"u8))
            throw file.Fault("is a Git LFS pointer and not the weights that it stands for; fetch them with " +
                             "'git lfs pull'");
        throw file.Fault("is neither a safetensors file nor a PyTorch archive (.pt, .pth, .bin)");
    }
}
