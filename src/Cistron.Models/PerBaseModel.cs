using Cistron.Models.Heads;
using Cistron.Torch;

namespace Cistron.Models;

/// <summary>A backbone that gives an output vector for each base of a sequence.</summary>
public sealed class PerBaseModel : Model
{
    /// <summary>Puts a head on a backbone.</summary>
    /// <param name="backbone">New or pre-trained.</param>
    /// <param name="outputs">Classes, or 1 for a value.</param>
    /// <param name="tokenBases">The most bases that a token of the model's tokenizer covers.</param>
    /// <param name="dropout">Probability of dropout before the head.</param>
    public PerBaseModel(Backbone backbone, int outputs, int tokenBases, double dropout) : base(backbone)
    {
        StateBases = tokenBases * backbone.Shape.TokensPerState;
        Head = AddModule("", new PerBaseHead(backbone, outputs, StateBases, dropout));
    }

    /// <summary>The most bases that a hidden state stands for.</summary>
    public int StateBases { get; }

    /// <summary>The part that gives the outputs.</summary>
    public PerBaseHead Head { get; }

    /// <summary>Rows of tokens → outputs (N, K) of all their bases, row after row, float32.</summary>
    /// <param name="rows">At least one, each with at least one base.</param>
    /// <param name="paddingId">Fills rows up to the longest.</param>
    public Tensor Forward(IReadOnlyList<SpannedRow> rows, int paddingId) => Head.Forward(
        Backbone.Forward(TokenBatch.From([.. rows.Select(row => row.Ids)], paddingId, Device)),
        BaseCoverage.Of(rows, StateBases, Backbone.Shape.TokensPerState));
}
