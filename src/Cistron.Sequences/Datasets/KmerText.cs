using System.Globalization;
using System.Text;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Datasets;

/// <summary>
/// Joins sequences that a file holds as k-mers apart by blanks, as the tables of DNABERT do (Ji et al., 2021), back to
/// their bases. A sequence without blanks stays as it is.
/// </summary>
/// <remarks>
/// The first row with blanks tells k, which is the length of its first piece, and the stride: the smallest one at which
/// neighbours share the letters that overlapping k-mers must share, or else k, side by side. What it tells must then
/// hold in every row to the last letter. Strides other than 1 and k need eight shared letters as a proof; unrelated
/// k-mers agree so far by chance with a probability of about 4^-8.
/// </remarks>
/// <param name="file">The file, for errors.</param>
public sealed class KmerText(string file)
{
    private const int LongestOverlapping = 32;
    private const int ProvingLetters = 8;

    private readonly List<Range> _pieces = [];
    private int _longestWhole;

    /// <summary>How the sequences are cut; null as long as none had blanks.</summary>
    public KmerShape? Shape { get; private set; }

    /// <summary>The bases of one sequence.</summary>
    /// <param name="text">The sequence as it stands in the file.</param>
    /// <param name="line">The 1-based line on which its row begins.</param>
    /// <exception cref="InputException">The k-mers do not fit each other or those of the rows before.</exception>
    public byte[] Join(ReadOnlySpan<byte> text, long line)
    {
        text = text.Trim(" \t"u8);
        if (!text.ContainsAny(" \t"u8))
        {
            _longestWhole = Math.Max(_longestWhole, text.Length);
            if (text.Length > (Shape?.K ?? int.MaxValue))
                throw Mixed(line);
            return text.ToArray();
        }

        Split(text);
        if (Shape is null)
        {
            int k = Piece(text, 0).Length;
            CheckLengths(text, k, line);
            Shape = new KmerShape(k, StrideOf(text, k));
            if (_longestWhole > k)
                throw Mixed(line);
        }
        return Join(text, Shape.Value, line);
    }

    private byte[] Join(ReadOnlySpan<byte> text, KmerShape shape, long line)
    {
        CheckLengths(text, shape.K, line);
        int overlap = shape.K - shape.Stride;
        byte[] bases = new byte[(_pieces.Count - 1) * shape.Stride + Piece(text, ^1).Length];
        Piece(text, 0).CopyTo(bases);
        for (int i = 1; i < _pieces.Count; i++)
        {
            ReadOnlySpan<byte> piece = Piece(text, i);
            if (!piece.StartsWith(bases.AsSpan(i * shape.Stride, overlap)))
                throw Fault(line,
                    $"k-mer {Number(i + 1)}, {Quote(piece)}, does not go on where {Quote(Piece(text, i - 1))} ends",
                    $"the k-mers of this file overlap by {overlap}");
            piece.CopyTo(bases.AsSpan(i * shape.Stride));
        }
        return bases;
    }

    private void Split(ReadOnlySpan<byte> text)
    {
        _pieces.Clear();
        foreach (Range range in text.SplitAny(" \t"u8))
            if (!text[range].IsEmpty)
                _pieces.Add(range);
    }

    // All are k letters long; the last of those that do not overlap may be the shorter rest of a sequence.
    private void CheckLengths(ReadOnlySpan<byte> text, int k, long line)
    {
        for (int i = 0; i < _pieces.Count; i++)
        {
            int length = Piece(text, i).Length;
            bool isRest = i == _pieces.Count - 1 && length < k && (Shape is null || Shape.Value.Stride == k);
            if (length != k && !isRest)
                throw Fault(line, $"k-mer {Number(i + 1)}, {Quote(Piece(text, i))}, has {Number(length)} letters",
                    $"all k-mers of this file have {Number(k)}");
        }
    }

    private int StrideOf(ReadOnlySpan<byte> text, int k)
    {
        int neighbours = _pieces.Count - (Piece(text, ^1).Length < k ? 2 : 1);
        for (int stride = 1; stride < k && k <= LongestOverlapping && neighbours > 0; stride++)
        {
            int agreeing = 0;
            for (int i = 0; i < neighbours; i++)
                if (Piece(text, i + 1).StartsWith(Piece(text, i)[stride..]))
                    agreeing++;
            // A damaged row is still recognised by most of its k-mers, so that the damage can be named.
            bool isProven = 4L * agreeing >= 3L * neighbours && (long)agreeing * (k - stride) >= ProvingLetters;
            if (isProven || (stride == 1 && agreeing == neighbours))
                return stride;
        }
        return k;
    }

    private ReadOnlySpan<byte> Piece(ReadOnlySpan<byte> text, Index index) => text[_pieces[index]];

    private InputException Mixed(long line) =>
        Fault(line, "whole sequences and sequences cut into k-mers stand in one file", "all rows are of one kind");

    private InputException Fault(long line, string found, string expected) =>
        new(file, line, found, expected, "write whole sequences, or cut all of them into k-mers in the same way");

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Quote(ReadOnlySpan<byte> piece) =>
        InputException.Quote(Encoding.UTF8.GetString(piece[..Math.Min(piece.Length, 60)]));
}
