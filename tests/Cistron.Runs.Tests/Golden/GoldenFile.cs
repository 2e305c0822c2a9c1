using System.Runtime.CompilerServices;

namespace Cistron.Runs.Tests.Golden;

/// <summary>
/// A text that was looked at and found right. It lies beside this class and is rewritten only when the environment
/// variable CISTRON_UPDATE is 1; look at the difference before committing it.
/// </summary>
internal static class GoldenFile
{
    private static readonly bool Updates = Environment.GetEnvironmentVariable("CISTRON_UPDATE") == "1";

    /// <summary>Compares a text with the file of this name, character by character.</summary>
    public static void Matches(string name, string actual)
    {
        string path = Path.Combine(Folder(), name);
        if (Updates)
            File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"There is no {path}: run the tests once with CISTRON_UPDATE=1.");

        string[] expectedLines = File.ReadAllText(path).Split('\n'), actualLines = actual.Split('\n');
        int line = expectedLines.Zip(actualLines).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.True(
            expectedLines.SequenceEqual(actualLines),
            $"{name} differs at line {line + 1}.\n"
            + $"expected: {LineAt(expectedLines, line)}\nactual:   {LineAt(actualLines, line)}\n"
            + "If the new picture is right, run the tests once with CISTRON_UPDATE=1.");
    }

    private static string LineAt(string[] lines, int index) => index < lines.Length ? lines[index] : "(the end)";

    private static string Folder([CallerFilePath] string thisFile = "") => Path.GetDirectoryName(thisFile)!;
}
