namespace Cistron.Training.Planning;

/// <summary>The memory that training takes at its peak: where the largest forward pass of a step ends and its backward pass begins.</summary>
/// <param name="Fixed">What does not depend on the batch.</param>
/// <param name="Activations">What does.</param>
public sealed record MemoryEstimate(IReadOnlyList<MemoryPart> Fixed, IReadOnlyList<MemoryPart> Activations)
{
    /// <summary>The share of a memory that training can have: the rest goes to libraries and gaps.</summary>
    private const double UsableShare = 0.9;

    private const int ManyRows = 64;

    private double _bytesPerRow;

    /// <summary>All of it.</summary>
    public double Total => FixedBytes + Activations.Sum(part => part.Bytes);

    private double FixedBytes => Fixed.Sum(part => part.Bytes);

    /// <summary>The estimate for a model, of which every weight is trained by AdamW in float32.</summary>
    /// <param name="model">What is trained.</param>
    /// <param name="pass">Its largest forward pass.</param>
    /// <param name="mode">How matrix products are computed.</param>
    /// <param name="hasAverage">Whether a moving average of the weights is kept.</param>
    public static MemoryEstimate Of(ModelArithmetic model, PassShape pass, ComputeMode mode, bool hasAverage)
    {
        MemoryPart[] parts =
        [
            new("weights", 4.0 * model.Weights),
            new("gradients", 4.0 * model.Weights),
            new("AdamW's moments", 8.0 * model.Weights),
            new("average of weights", hasAverage ? 4.0 * model.Weights : 0),
            // Autocast makes a copy of each matrix once a pass, and the backward pass needs it.
            new("16-bit copies of weights", (double)mode.CastBytes * (model.Backbone.RecomputesLayers
                ? model.Backbone.FactorWeights / model.Backbone.Layers + model.Head.FactorWeights
                : model.FactorWeights)),
        ];
        return new MemoryEstimate([.. parts.Where(part => part.Bytes > 0)], Kept(model, pass, mode))
        {
            _bytesPerRow = Kept(model, pass.WithRows(ManyRows), mode).Sum(part => part.Bytes) / ManyRows,
        };
    }

    /// <summary>
    /// The most rows of a forward pass with which all fits into nine tenths of some bytes; 0 where not even one does.
    /// </summary>
    public long RowsIn(double bytes) => Math.Max(0, (long)((UsableShare * bytes - FixedBytes) / _bytesPerRow));

    private static MemoryPart[] Kept(ModelArithmetic model, PassShape pass, ComputeMode mode)
    {
        MemoryPart[] ofBackbone = [.. model.Backbone.Kept(pass, mode)];
        MemoryPart ofHead = model.Head.Kept(pass, mode);
        // What the backward pass computes has the size of what it comes from, and lives for about a layer.
        var gradients = new MemoryPart("gradients of a layer's results", Math.Max(model.Backbone.KeptInLayer(pass, mode), ofHead.Bytes));
        return [.. ofBackbone, ofHead, gradients];
    }
}
