namespace Cistron.Sequences.Datasets;

/// <summary>How a file holds its sequences as k-mers apart by blanks.</summary>
/// <param name="K">Letters in a k-mer.</param>
/// <param name="Stride">
/// Letters from the start of one k-mer to the start of the next, 1 to <paramref name="K"/>.
/// </param>
public readonly record struct KmerShape(int K, int Stride)
{
    /// <summary>Such as <c>6-mers, stride 1</c>.</summary>
    public override string ToString() => $"{K}-mers, stride {Stride}";
}
