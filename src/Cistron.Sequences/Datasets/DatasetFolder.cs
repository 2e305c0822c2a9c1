using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Datasets;

/// <summary>
/// A folder with one table for each part of a dataset: <c>train</c>, <c>dev</c> and <c>test</c>, each <c>.csv</c>,
/// <c>.tsv</c> or <c>.jsonl</c>, plain or <c>.gz</c>: the layout of the GUE benchmark (Zhou et al., "DNABERT-2", 2023).
/// </summary>
/// <param name="Train">The table to train on.</param>
/// <param name="Dev">
/// The table to choose by, which may also be called valid, validation or val; null when missing.
/// </param>
/// <param name="Test">The table to judge on; null when missing.</param>
public sealed record DatasetFolder(string Train, string? Dev, string? Test)
{
    private static readonly string[] Extensions = [".csv", ".tsv", ".jsonl", ".csv.gz", ".tsv.gz", ".jsonl.gz"];

    /// <summary>Finds the parts in a folder.</summary>
    /// <exception cref="InputException">The folder or its train table is missing, or a part is there twice.</exception>
    public static DatasetFolder Open(string folder)
    {
        if (!Directory.Exists(folder))
            throw new InputException(folder, null, "there is no such folder",
                "a folder with a train table was expected", "check the spelling and the folder you are in");
        string? train = Find(folder, "train")
            ?? throw new InputException(folder, null, "there is no train table in the folder",
                "train.csv, train.tsv or train.jsonl was expected, plain or .gz",
                "name another folder or a single table");
        return new DatasetFolder(train, Find(folder, "dev", "valid", "validation", "val"), Find(folder, "test"));
    }

    /// <summary>Whether a folder has a train table.</summary>
    /// <exception cref="InputException">It is there twice.</exception>
    public static bool IsIn(string folder) => Find(folder, "train") is not null;

    /// <summary>Whether a folder has a test table.</summary>
    /// <exception cref="InputException">It is there twice.</exception>
    public static bool HasTest(string folder) => Find(folder, "test") is not null;

    private static string? Find(string folder, params string[] names)
    {
        string[] found = [.. names
            .SelectMany(name => Extensions.Select(extension => Path.Combine(folder, name + extension)))
            .Where(File.Exists)];
        return found switch
        {
            [] => null,
            [string only] => only,
            [string first, string second, ..] => throw new InputException(first, null,
                $"{InputException.Quote(Path.GetFileName(second))} lies beside it", "each part must be there once",
                "remove one"),
        };
    }
}
