using Cistron.Models;
using Cistron.Models.AwdLstm;
using Cistron.Models.Bert;

namespace Cistron.Training.Planning;

/// <summary>What a backbone costs, by its shape alone: nothing is built.</summary>
public abstract class BackboneArithmetic
{
    /// <summary>The arithmetic of a shape; null for an architecture that has none yet.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="recomputesLayers">See <see cref="RecomputesLayers"/>.</param>
    public static BackboneArithmetic? Of(BackboneConfiguration shape, bool recomputesLayers = false) => shape switch
    {
        BertConfiguration { Convolution: null } bert => new BertArithmetic(bert) { RecomputesLayers = recomputesLayers },
        AwdLstmConfiguration lstm => new AwdLstmArithmetic(lstm),
        _ => null,
    };

    /// <summary>D, the length of a hidden state.</summary>
    public abstract int Dimensions { get; }

    /// <summary>Layers, of which the backward pass goes through one after the other.</summary>
    public abstract int Layers { get; }

    /// <summary>Its weights, part by part, from the input to the output.</summary>
    public abstract IReadOnlyList<ModelPart> Parts { get; }

    /// <summary>
    /// Weights that every token is multiplied by. Tables of vectors are looked up, and biases are added: they are not
    /// among them.
    /// </summary>
    public abstract long FactorWeights { get; }

    /// <summary>
    /// Whether a token waits for the one before it. What a device with thousands of arithmetic units makes of such a
    /// model, its peak does not tell.
    /// </summary>
    public abstract bool IsSequential { get; }

    /// <summary>Whether the backward pass computes layers again, of which the forward pass keeps the inputs alone.</summary>
    public bool RecomputesLayers { get; init; }

    /// <summary>Places that its layers compute; default padding too.</summary>
    public virtual double PlacesOf(PassShape pass) => pass.Places;

    /// <summary>Operations of one forward pass that no weight takes part in.</summary>
    public abstract double AttentionOperations(PassShape pass);

    /// <summary>
    /// What stays in memory of a forward pass until its end: what the backward pass needs, as Korthikanti et al. 2022, §4, count it,
    /// and results of operators that live until the pass is over. Where layers are computed again, it is their inputs, and what is
    /// inside of the one whose turn it is.
    /// </summary>
    public abstract IEnumerable<MemoryPart> Kept(PassShape pass, ComputeMode mode);

    /// <summary>Bytes of that in one layer.</summary>
    public virtual double KeptInLayer(PassShape pass, ComputeMode mode) => Kept(pass, mode).Sum(part => part.Bytes) / Layers;
}
