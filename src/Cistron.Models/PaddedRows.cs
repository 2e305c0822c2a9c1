using Cistron.Torch;

namespace Cistron.Models;

/// <summary>How far each row of a batch reaches, whose rows are padded to the longest of them.</summary>
public class PaddedRows
{
    /// <summary>Rows of a padded batch.</summary>
    /// <param name="lengths">B real lengths.</param>
    /// <param name="width">T, the places of every row.</param>
    /// <param name="device">Where the batch is.</param>
    public PaddedRows(IReadOnlyList<int> lengths, int width, Device device) =>
        (Lengths, Width, Device, RowTokens) = (lengths, width, device, [.. lengths.Select(length => (long)length)]);

    /// <summary>B real lengths, special tokens included.</summary>
    public IReadOnlyList<int> Lengths { get; }

    /// <summary>The same, as operators on packed rows take them.</summary>
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

    /// <summary>(B, T, …) → (N, …): the real places of all rows, row after row. What is computed of them costs nothing for padding.</summary>
    public Tensor Pack(Tensor padded) =>
        IsPadded ? Operators.PackedRows(padded, RowTokens) : padded.Reshape([(long)Rows * Width, .. padded.Shape[2..]]);

    /// <summary>(N, …) → (B, T, …): the same the other way, with zeros at padding.</summary>
    public Tensor Pad(Tensor packed) =>
        IsPadded ? Operators.PaddedRows(packed, RowTokens, Width) : packed.Reshape([Rows, Width, .. packed.Shape[1..]]);

    /// <summary>(N), int64: where in its row each real place is.</summary>
    public Tensor Places()
    {
        long[] places = new long[RowTokens.Sum()];
        int at = 0;
        foreach (int length in Lengths)
            for (int place = 0; place < length; place++)
                places[at++] = place;
        return Tensor.From<long>(places, places.Length).To(Device, DType.Int64);
    }
}
