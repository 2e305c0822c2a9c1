using System.Globalization;

namespace Cistron.Sequences.Formats.Fasta;

/// <summary>
/// Reads FASTA, one record in memory at a time; <see cref="FastaCursor"/> reads it with none. Letters are taken as they
/// stand, whatever they are, apart from white space at the ends of a line; blank lines are skipped.
/// </summary>
public static class FastaReader
{
    /// <summary>The most bases that one record can have: what an array can hold, about 2^31.</summary>
    public static readonly int LongestRecord = Array.MaxLength;

    /// <summary>The records of a file or, written <c>-</c>, of standard input, plain or gzip.</summary>
    /// <exception cref="InputException">While reading: the file cannot be opened or is not FASTA.</exception>
    public static IEnumerable<FastaRecord> Read(string path)
    {
        using TextLines lines = TextLines.Open(path);
        foreach (FastaRecord record in Read(lines))
            yield return record;
    }

    /// <summary>The records of <paramref name="lines"/>, which the caller closes.</summary>
    /// <param name="lines">The text.</param>
    /// <param name="longestRecord">A record of more bases is an error; default <see cref="LongestRecord"/>.</param>
    /// <exception cref="InputException">
    /// While reading: bases stand before the first header, a header has no name, a record is too long, or there are
    /// no records.
    /// </exception>
    public static IEnumerable<FastaRecord> Read(TextLines lines, int? longestRecord = null)
    {
        var cursor = new FastaCursor(lines);
        var bases = new FastaBases();
        int limit = longestRecord ?? LongestRecord;
        while (cursor.NextRecord(out FastaHeader? header))
        {
            bases.Clear();
            while (cursor.NextBases(out ReadOnlySpan<byte> part))
            {
                if (part.Length > limit - bases.Count)
                    throw TooLong(lines.File, header, limit);
                bases.Append(part);
                // Most lines are plain: they go from the buffer to the record without a look at each by the cursor.
                ReadOnlySpan<byte> waiting = lines.Waiting;
                waiting = waiting[..Math.Min(waiting.Length, limit - bases.Count)];
                lines.Skip(bases.AppendLines(waiting, out int bytes), bytes);
            }
            yield return new FastaRecord(header.Id, header.Description, bases.ToArray(), header.Line);
        }
    }

    private static InputException TooLong(string file, FastaHeader header, int limit) => new(file, header.Line,
        string.Create(CultureInfo.InvariantCulture,
            $"sequence {InputException.Quote(header.Id)} has more than {limit:N0} bases"),
        "a sequence must fit into memory", "split the sequence");
}
