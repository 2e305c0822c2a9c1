using System.IO.Compression;
using System.Runtime.CompilerServices;
using Cistron.Data.Recipes;
using Cistron.Data.Verbs;
using Cistron.Runs.Recipes;
using Cistron.Runs.Tests.Folders;

namespace Cistron.Data.Tests.Verbs;

/// <summary>The embedded gene starts are what the demo's recipes make, byte for byte.</summary>
public sealed class DemoDataTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void The_recipes_of_the_demo_make_its_tables()
    {
        string windows = Path.Combine(_temporary.Path, "windows.csv"), folder = Path.Combine(_temporary.Path, "gene_starts");

        Windowing.Run(RecipeBinder.Bind<WindowsRecipe>(InCheckout("recipes/demo/windows.yaml"),
            [$"genome=[{InCheckout("samples/data/ecoli_k12.fa.gz")}]", $"annotation={InCheckout("samples/data/ecoli_genes.tsv.gz")}", $"output={windows}"]),
            new RecordingLog(), default);
        var split = Splitting.Run(RecipeBinder.Bind<SplitRecipe>(InCheckout("recipes/demo/split.yaml"), [$"input={windows}", $"output={folder}"]),
            new RecordingLog(), default);

        Assert.Equal([("across a border", 1), ("in no region", 89), ("alike a row of a later part", 57)],
            split.Dropped.Select(dropped => (dropped.Reason, dropped.Count)));
        Assert.All(new[] { "train", "dev", "test" }, part =>
            Assert.Equal(Unpacked(InCheckout($"samples/data/gene_starts/{part}.csv.gz")), File.ReadAllText(Path.Combine(folder, $"{part}.csv"))));
    }

    private static string Unpacked(string path)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return text.ReadToEnd();
    }

    private static string InCheckout(string path, [CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", path));
}
