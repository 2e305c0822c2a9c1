using System.Globalization;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;

namespace Cistron.Sequences.Annotations;

/// <summary>
/// Features in a CSV or TSV table: a row each, with the columns <c>start</c> (or <c>start0</c>) and <c>end</c>, and if
/// they are there <c>strand</c>, <c>type</c> and the name of the sequence under one of its usual names. Positions count
/// from 0, and the end is the base after the last. All other columns are attributes.
/// </summary>
internal sealed class FeatureTable
{
    // A column called "sequence" comes last: in tables of samples it holds the bases.
    private static readonly string[] SequenceNames =
        ["chromosome", "chrom", "chr", "region", "seqid", "seqname", "sequence_name", "sequence"];

    private readonly TableReader _table;
    private readonly int _start;
    private readonly int _end;
    private readonly int _strand;
    private readonly int _type;
    private readonly int _sequence;
    private readonly int[] _others;

    /// <summary>Finds the columns of <paramref name="table"/>, which the caller closes.</summary>
    /// <exception cref="InputException">There is no start or no end.</exception>
    public FeatureTable(TableReader table)
    {
        _table = table;
        _start = table.IndexOf("start0") is >= 0 and int start0 ? start0 : table.Column("start");
        _end = table.Column("end");
        _strand = table.IndexOf("strand");
        _type = table.IndexOf("type");
        _sequence = SequenceNames.Select(table.IndexOf).FirstOrDefault(column => column >= 0, -1);
        _others = [.. Enumerable.Range(0, table.Columns.Count).Except([_start, _end, _strand, _type, _sequence])];
    }

    /// <summary>Whether the header of a table has what features need.</summary>
    public static bool IsHeader(string line)
    {
        string[] names = [.. line.Split([',', '\t']).Select(name => name.Trim(' ', '"'))];
        bool Has(string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
        return Has("end") && (Has("start") || Has("start0"));
    }

    /// <summary>The features in the order of the rows, once.</summary>
    /// <exception cref="InputException">While reading: a row is wrong.</exception>
    public IEnumerable<Feature> Read()
    {
        while (_table.Next())
        {
            long start = ReadPosition(_start);
            long end = ReadPosition(_end);
            if (end < start)
                throw _table.Fault(
                    string.Create(CultureInfo.InvariantCulture, $"the start {start} is after the end {end}"),
                    "tables count from 0, and the end is the base after the last", "exchange or correct them");
            string sequence = _sequence < 0 ? "" : _table.Text(_sequence).Trim();
            yield return new Feature(
                _type < 0 ? "" : _table.Text(_type).Trim(),
                [new FeaturePart(new Interval(sequence, start, end, ReadStrand()))],
                [.. _others.Select(column => new FeatureAttribute(_table.Columns[column], _table.Text(column)))])
            {
                Line = _table.Line,
            };
        }
    }

    private long ReadPosition(int column) => Position.TryParse(_table.Bytes(column).Trim(" "u8), out long position)
        ? position
        : throw _table.Fault($"the {_table.Columns[column]} is {InputException.Quote(_table.Text(column))}",
            "tables give places as whole numbers that count from 0", "correct the row");

    private Strand ReadStrand()
    {
        if (_strand < 0)
            return Strand.Unknown;
        return _table.Bytes(_strand).Trim(" "u8) switch
        {
            [(byte)'+'] => Strand.Forward,
            [(byte)'-'] => Strand.Reverse,
            [(byte)'.'] or [] => Strand.Unknown,
            _ => throw _table.Fault($"the strand is {InputException.Quote(_table.Text(_strand))}",
                "it is '+', '-' or '.'", "correct the row"),
        };
    }
}
