using Cistron.Torch.Weights;

namespace Cistron.Torch.Tests;

/// <summary>The files that Fixtures/fixtures.py wrote.</summary>
internal static class Fixture
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    public static SafeTensorsFile Open(string name) => SafeTensorsFile.Open(Path(name));

    /// <summary>The tensors below a prefix, under the rest of their names.</summary>
    public static Dictionary<string, Tensor> LoadAll(this SafeTensorsFile file, string prefix) => file.Names
        .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(name => name[prefix.Length..], file.Load);
}
