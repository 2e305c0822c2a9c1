using Cistron.Models;
using Cistron.Models.AwdLstm;
using Cistron.Models.Bert;

namespace Cistron.Training.Planning;

/// <summary>What a backbone costs, by its shape alone: nothing is built.</summary>
public abstract class BackboneArithmetic
{
    /// <summary>The arithmetic of a shape; null for an architecture that has none yet.</summary>
    public static BackboneArithmetic? Of(BackboneConfiguration shape) => shape switch
    {
        BertConfiguration { Convolution: null } bert => new BertArithmetic(bert),
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

    /// <summary>Places that its layers compute; default padding too.</summary>
    public virtual double PlacesOf(PassShape pass) => pass.Places;

    /// <summary>Operations of one forward pass that no weight takes part in.</summary>
    public abstract double AttentionOperations(PassShape pass);

    /// <summary>
    /// What stays in memory of a forward pass until its end. That is more than the backward pass needs, which is what
    /// Korthikanti et al. 2022, §4, count: every result of an operator lives until the pass is over.
    /// </summary>
    public abstract IEnumerable<MemoryPart> Kept(PassShape pass, ComputeMode mode);
}
