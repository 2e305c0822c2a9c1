using System.Numerics;
using Cistron.Torch;

namespace Cistron.Models;

/// <summary>
/// How far each row of a batch reaches, whose rows are padded to the longest of them. Packed, they stand one behind the other
/// without padding; a filler of zeros follows, a row of its own that is nobody's, which rounds their number up.
/// </summary>
public class PaddedRows
{
    // oneDNN makes a program for every number of tokens that it meets, and the heap frays between them. With seven binary
    // digits few numbers are left, and the filler is less than a sixty-fourth of the tokens.
    private const int DigitsOfTokens = 7;

    private readonly int _filler;

    /// <summary>Rows of a padded batch.</summary>
    /// <param name="lengths">B real lengths.</param>
    /// <param name="width">T, the places of every row.</param>
    /// <param name="device">Where the batch is.</param>
    public PaddedRows(IReadOnlyList<int> lengths, int width, Device device)
    {
        (Lengths, Width, Device) = (lengths, width, device);
        _filler = IsPadded ? FillerOf(lengths.Sum()) : 0;
        RowTokens = [.. lengths, .. _filler > 0 ? new long[] { _filler } : []];
    }

    /// <summary>B real lengths, special tokens included.</summary>
    public IReadOnlyList<int> Lengths { get; }

    /// <summary>The same and the filler's, if there is one, as operators on packed rows take them: N in all.</summary>
    public long[] RowTokens { get; }

    /// <summary>B</summary>
    public int Rows => Lengths.Count;

    /// <summary>T</summary>
    public int Width { get; }

    /// <summary>Where the batch is.</summary>
    public Device Device { get; }

    /// <summary>Whether some row is shorter than T.</summary>
    public bool IsPadded => Lengths.Any(l => l != Width);

    /// <summary>(B, T): 1 at places that hold content or special tokens, 0 at padding.</summary>
    public Tensor Mask()
    {
        float[] mask = new float[Rows * Width];
        for (int row = 0; row < Rows; row++)
            mask.AsSpan(row * Width, Lengths[row]).Fill(1);
        return Tensor.From<float>(mask, Rows, Width).To(Device, DType.Float32);
    }

    /// <summary>
    /// (B, T, …) → (N, …): the real places of all rows, row after row, then zeros. What is computed of them costs nothing for
    /// padding.
    /// </summary>
    public Tensor Pack(Tensor padded)
    {
        if (!IsPadded)
            return padded.Reshape([(long)Rows * Width, .. padded.Shape[2..]]);
        Tensor packed = Operators.PackedRows(padded, RowTokens.AsSpan(0, Rows));
        return _filler == 0 ? packed
            : Operators.Cat([packed, Operators.Zeros([_filler, .. packed.Shape[1..]], packed.DType, device: packed.Device)]);
    }

    /// <summary>(N, …) → (B, T, …): the same the other way, with zeros at padding.</summary>
    public Tensor Pad(Tensor packed) => IsPadded
        ? Operators.PaddedRows(packed.Slice(0, 0, packed.Size(0) - _filler), RowTokens.AsSpan(0, Rows), Width)
        : packed.Reshape([Rows, Width, .. packed.Shape[1..]]);

    /// <summary>(N), int64: where in its row each real place is; 0 in the filler.</summary>
    public Tensor Places()
    {
        long[] places = new long[RowTokens.Sum()];
        int at = 0;
        foreach (int length in Lengths)
            for (int place = 0; place < length; place++)
                places[at++] = place;
        return Tensor.From<long>(places, places.Length).To(Device, DType.Int64);
    }

    private static int FillerOf(int tokens)
    {
        int step = Math.Max(1, (int)BitOperations.RoundUpToPowerOf2((uint)tokens + 1) >> DigitsOfTokens);
        return (step - tokens % step) % step;
    }
}
