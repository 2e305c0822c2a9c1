namespace Cistron.Torch.Modules;

/// <summary>A vector for every id of a vocabulary.</summary>
public sealed class Embedding : Module
{
    /// <summary>A table with entries from N(0, <paramref name="deviation"/>²).</summary>
    public Embedding(int count, int dimensions, double deviation)
    {
        var weight = Operators.Empty([count, dimensions]);
        weight.NormalInPlace(0, deviation);
        Weight = AddParameter("weight", weight);
    }

    /// <summary>A table with the given entries (count, D).</summary>
    public Embedding(Tensor initial) => Weight = AddParameter("weight", initial);

    /// <summary>(count, D)</summary>
    public Parameter Weight { get; }

    /// <summary>Ids (…) → vectors (…, D).</summary>
    public Tensor Forward(Tensor ids) => Operators.Embedding(Weight, ids);
}
