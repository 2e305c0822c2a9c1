using Cistron.Torch;

namespace Cistron.Models;

/// <summary>How far each row of a batch reaches, whose rows are padded to the longest of them.</summary>
public class PaddedRows
{
    private readonly Lazy<Tensor?> _keyBias;

    /// <summary>Rows of a padded batch.</summary>
    /// <param name="lengths">B real lengths.</param>
    /// <param name="width">T, the places of every row.</param>
    /// <param name="device">Where the batch is.</param>
    public PaddedRows(IReadOnlyList<int> lengths, int width, Device device)
    {
        (Lengths, Width, Device) = (lengths, width, device);
        _keyBias = new Lazy<Tensor?>(MakeKeyBias);
    }

    /// <summary>B real lengths, special tokens included.</summary>
    public IReadOnlyList<int> Lengths { get; }

    /// <summary>B</summary>
    public int Rows => Lengths.Count;

    /// <summary>T</summary>
    public int Width { get; }

    /// <summary>Where the batch is.</summary>
    public Device Device { get; }

    /// <summary>Whether some row is shorter than T.</summary>
    public bool IsPadded => Lengths.Any(l => l != Width);

    /// <summary>
    /// (B, 1, 1, T): 0 at real places and −∞ at padding, to be added to attention scores; null when nothing is padded.
    /// </summary>
    public Tensor? KeyBias => _keyBias.Value;

    /// <summary>(B, T): 1 at places that hold content or special tokens, 0 at padding.</summary>
    public Tensor Mask()
    {
        float[] mask = new float[Rows * Width];
        for (int row = 0; row < Rows; row++)
            mask.AsSpan(row * Width, Lengths[row]).Fill(1);
        return Tensor.From<float>(mask, Rows, Width).To(Device, DType.Float32);
    }

    private Tensor? MakeKeyBias()
    {
        if (!IsPadded)
            return null;
        float[] bias = new float[Rows * Width];
        for (int row = 0; row < Rows; row++)
            bias.AsSpan(row * Width + Lengths[row], Width - Lengths[row]).Fill(float.NegativeInfinity);
        return Tensor.From<float>(bias, Rows, 1, 1, Width).To(Device, DType.Float32);
    }
}
