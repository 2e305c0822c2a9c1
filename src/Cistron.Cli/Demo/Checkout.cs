namespace Cistron.Cli.Demo;

/// <summary>The checkout that this program was built in, which holds the demo's recipes and data.</summary>
internal static class Checkout
{
    private const string Landmark = "recipes/demo/pretrain.yaml";

    /// <summary>Its root folder.</summary>
    /// <exception cref="UsageException">The program does not run from a checkout.</exception>
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, Landmark)))
                return folder.FullName;
        throw new UsageException($"the demo needs {Landmark} and samples/data of Cistron's checkout, and this program does not " +
                                 "run from one; clone the repository and start ./cistron demo there");
    }
}
