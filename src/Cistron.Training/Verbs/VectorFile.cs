using System.Globalization;
using Cistron.Models.Inference;
using Cistron.Runs.Arrays;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;

namespace Cistron.Training.Verbs;

/// <summary>
/// Vectors of sequences in a file, row by row: an array (N, D) of float32 with a table of ids beside it, or one table. It is
/// there as a whole or not at all.
/// </summary>
internal static class VectorFile
{
    private const string ArrayExtension = ".npy";

    /// <summary>Whether a name says which of the two it is: <c>.npy</c>, or <c>.csv</c> and <c>.tsv</c>, also with <c>.gz</c>.</summary>
    public static bool IsNamedRightly(string path) => IsArray(path) || TableDelimiter.ByExtension(path) is not null;

    /// <summary>The table of ids beside an array; null where the vectors' own table has them.</summary>
    public static string? IdsOf(string path) => IsArray(path) ? Path.ChangeExtension(path, ".ids.tsv") : null;

    /// <summary>Writes the vectors that <paramref name="write"/> hands on.</summary>
    /// <param name="path">A name that <see cref="IsNamedRightly"/>.</param>
    /// <param name="columns">Numbers of each vector.</param>
    /// <param name="write">Calls what it is given for each sequence, with its id.</param>
    public static void Write(string path, int columns, Action<Action<string, SequenceOutput>> write)
    {
        if (IdsOf(path) is { } idsPath)
            TextTarget.Write(idsPath, ids => NpyFile.Write(path, columns, array =>
            {
                var table = new TableWriter(ids, TableDelimiter.Tab, "id", "windows");
                write((id, output) =>
                {
                    array.Append(output.Values);
                    table.Write(id, $"{output.Windows}");
                });
            }));
        else
            TextTarget.Write(path, text =>
            {
                string[] row = ["id", .. Enumerable.Range(1, columns).Select(column => $"vector_{column}")];
                var table = new TableWriter(text, TableDelimiter.ByExtension(path)!.Value, row);
                write((id, output) =>
                {
                    row[0] = id;
                    for (int i = 0; i < columns; i++)
                        row[i + 1] = output.Values[i].ToString(CultureInfo.InvariantCulture);
                    table.Write(row);
                });
            });
    }

    private static bool IsArray(string path) => path.EndsWith(ArrayExtension, StringComparison.Ordinal);
}
