using System.Globalization;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Formats.Tables;

namespace Cistron.Sequences.Formats.GenomicBenchmarks;

/// <summary>
/// Reads a table of one class and split: <c>id,region,start,end,strand</c>. Its coordinates count from 0, half-open, as
/// <see cref="Interval"/> does.
/// </summary>
public static class BenchmarkTable
{
    private const int LongestRow = 1 << 16;

    /// <summary>The rows in the order of the file, once.</summary>
    /// <exception cref="InputException">While reading: the file cannot be opened, or a row is wrong.</exception>
    public static IEnumerable<BenchmarkInterval> Read(string path, string split, string className)
    {
        using var table = new TableReader(TextLines.Open(path, LongestRow));
        int id = table.Column("id");
        int region = table.Column("region");
        int start = table.Column("start");
        int end = table.Column("end");
        int strand = table.Column("strand");
        while (table.Next())
        {
            string sequence = table.Text(region).Trim();
            if (sequence.Length == 0)
                throw table.Fault("the region is empty", "it names a chromosome or another sequence", "name it");
            long first = ReadPosition(table, start);
            long last = ReadPosition(table, end);
            if (last <= first)
                throw table.Fault(
                    string.Create(CultureInfo.InvariantCulture, $"the start is {first} and the end {last}"),
                    "these tables count from 0, and the end is the base after the last", "correct the row");
            var place = new Interval(sequence, first, last, ReadStrand(table, strand));
            yield return new BenchmarkInterval(split, className, table.Text(id).Trim(), place, table.Line);
        }
    }

    private static long ReadPosition(TableReader table, int column) =>
        Position.TryParse(table.Bytes(column).Trim(" "u8), out long position)
            ? position
            : throw table.Fault($"the {table.Columns[column]} is {InputException.Quote(table.Text(column))}",
                "these tables have whole numbers that count from 0", "correct the row");

    private static Strand ReadStrand(TableReader table, int column) => table.Bytes(column).Trim(" "u8) switch
    {
        [(byte)'+'] => Strand.Forward,
        [(byte)'-'] => Strand.Reverse,
        _ => throw table.Fault($"the strand is {InputException.Quote(table.Text(column))}", "it is '+' or '-'",
            "correct the row"),
    };
}
