using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.AwdLstm;

/// <summary>
/// Dropout with one mask for all positions of a window, drawn anew for every row and every forward pass (Gal and
/// Ghahramani 2016).
/// </summary>
internal sealed class LockedDropout(double probability, int timeDimension) : Module
{
    /// <summary>Three dimensions, one of them time → the same shape.</summary>
    public Tensor Forward(Tensor x)
    {
        if (!IsTraining || probability == 0)
            return x;
        long[] shape = x.Shape;
        shape[timeDimension] = 1;
        return x * Operators.Dropout(Operators.Ones(shape, device: x.Device), probability, train: true);
    }
}

/// <summary>
/// Dropout of whole tokens: one that is dropped is zero wherever it stands in the batch (Gal and Ghahramani 2016; Merity
/// et al. 2018, §4.3).
/// </summary>
internal sealed class TokenDropout(double probability, int vocabularySize) : Module
{
    /// <summary>Vectors (T, B, E) of ids (T, B) → (T, B, E).</summary>
    public Tensor Forward(Tensor vectors, Tensor ids)
    {
        if (!IsTraining || probability == 0)
            return vectors;
        var ones = Operators.Ones([vocabularySize, 1], device: vectors.Device);
        return vectors * Operators.Embedding(Operators.Dropout(ones, probability, train: true), ids);     // (T, B, 1)
    }
}
