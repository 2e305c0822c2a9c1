namespace Cistron.Torch.Weights;

/// <summary>
/// Named tensors in a file, read one at a time: a model of any size can be looked at without loading it. Not for
/// several threads at once.
/// </summary>
public interface IWeightFile : IDisposable
{
    /// <summary>The names of all tensors, in the file's order.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>The length of every dimension; none for a single number.</summary>
    /// <exception cref="WeightFileException">The file has no tensor of this name.</exception>
    long[] Shape(string name);

    /// <summary>The type of the elements.</summary>
    /// <exception cref="WeightFileException">The file has no tensor of this name.</exception>
    DType DType(string name);

    /// <summary>A copy of the tensor on the processor, contiguous and without gradient.</summary>
    /// <exception cref="WeightFileException">The file has no tensor of this name.</exception>
    Tensor Load(string name);
}
