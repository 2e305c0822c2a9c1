namespace Cistron.Runs.Recipes;

/// <summary>
/// The folder of data that do not come with Cistron. A recipe writes <c>$CISTRON_DATA/genomes/a.fa.gz</c>, and each machine
/// says in its environment where that is.
/// </summary>
internal static class DataFolder
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "CISTRON_DATA";

    private const string Prefix = $"${Variable}/";

    /// <summary>Whether a text is a place in the folder.</summary>
    public static bool IsMeantBy(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The place on this machine; null when its environment does not name the folder.</summary>
    public static string? Resolve(string text) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? Path.Combine(folder, text[Prefix.Length..]) : null;
}
