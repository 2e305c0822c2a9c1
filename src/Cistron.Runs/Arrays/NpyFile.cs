using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Cistron.Runs.Folders;

namespace Cistron.Runs.Arrays;

/// <summary>
/// A matrix of float32 in NumPy's format (numpy.lib.format, version 1.0), written row by row without knowing how many rows
/// will come: the header has a fixed length, and its row count is filled in at the end.
/// </summary>
public sealed class NpyFile
{
    private const int HeaderLength = 128;

    private readonly Stream _stream;
    private readonly int _columns;
    private long _rows;

    private NpyFile(Stream stream, int columns) => (_stream, _columns) = (stream, columns);

    /// <summary>Writes a file that appears under its name only when it is whole.</summary>
    /// <param name="path">Where to; usually ends in <c>.npy</c>.</param>
    /// <param name="columns">Numbers of each row.</param>
    /// <param name="write">Appends the rows.</param>
    public static void Write(string path, int columns, Action<NpyFile> write) => AtomicFile.Write(path, stream =>
    {
        stream.Write(new byte[HeaderLength]);
        var file = new NpyFile(stream, columns);
        write(file);
        stream.Position = 0;
        stream.Write(Header(file._rows, columns));
        stream.Position = stream.Length;
    });

    /// <summary>Appends one row.</summary>
    /// <exception cref="ArgumentException">It has another number of columns.</exception>
    public void Append(ReadOnlySpan<float> row)
    {
        if (row.Length != _columns)
            throw new ArgumentException($"a row of {row.Length} numbers was given for {_columns} columns", nameof(row));
        _stream.Write(MemoryMarshal.AsBytes(row));
        _rows++;
    }

    private static byte[] Header(long rows, int columns)
    {
        string shape = string.Create(CultureInfo.InvariantCulture, $"({rows}, {columns})");
        string header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}";
        byte[] bytes = [0x93, .. "NUMPY"u8, 1, 0, HeaderLength - 10, 0, .. Encoding.ASCII.GetBytes(header.PadRight(HeaderLength - 11) + "\n")];
        return bytes;
    }
}
