using Cistron.Models.Heads;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Torch.Autograd;

namespace Cistron.Models.Importance;

/// <summary>
/// Gradient times input (Shrikumar et al. 2016, "Not just a black box", arXiv 1605.01713, §2.1) of the log odds of a class:
/// a token with the vector x has the score (x − x̄) · ∂y/∂x, where y is ln(p / (1 − p)) and x̄ the mean vector of all
/// tokens. To first order it is what y loses when the token gives way to an average one; a positive score speaks for the
/// class. Without x̄ a score would hang on where the vectors happen to lie, which the model does not (the same correction
/// for one-hot bases: Majdandzic et al., Genome Biology 24, 2023).
/// </summary>
public sealed class GradientImportance : TokenImportance
{
    private readonly SequenceModel _model;
    private readonly TaskKind _kind;
    private readonly int _output;
    private readonly Tensor _mean;

    /// <summary>A rule for one output of a model, whose parameters are frozen.</summary>
    /// <param name="model">On its device.</param>
    /// <param name="kind">Classes or labels.</param>
    /// <param name="output">The class among the outputs.</param>
    /// <param name="vocabulary">The tokens of the model; the mean is over those that are not special.</param>
    public GradientImportance(SequenceModel model, TaskKind kind, int output, Vocabulary vocabulary)
    {
        (_model, _kind, _output) = (model, kind, output);
        // Gradients of parameters are of no use here, and cost as much again.
        foreach (var (_, parameter) in model.Parameters())
            parameter.IsTrainable = false;
        using var scope = new TensorScope();
        long[] tokens = [.. Enumerable.Range(0, vocabulary.Count).Where(id => !vocabulary.Specials.Contains(id)).Select(id => (long)id)];
        var ids = Tensor.From<long>(tokens, tokens.Length).To(model.Device, DType.Int64);
        _mean = Operators.Embedding(model.Backbone.TokenEmbeddings, ids).Mean([0]).LeaveScope();      // (D)
    }

    /// <inheritdoc />
    public override (Tensor Scores, Tensor Outputs) Of(TokenBatch batch)
    {
        Tensor vectors = Operators.Embedding(_model.Backbone.TokenEmbeddings, batch.Ids);             // (B, T, D)
        vectors.RequiresGrad = true;
        batch = batch.WithVectors(vectors);
        // Over all hidden states at once: a backbone's own pooling may leave distant tokens without gradients.
        Tensor outputs = _model.Head.Forward(_model.Pooling.Pool(_model.Backbone.Forward(batch), _model.Backbone.States(batch)));
        LogOdds(outputs).Sum().Backward();
        using var noGrad = new NoGrad();
        return (((vectors - _mean) * vectors.Grad!).Sum([-1]), outputs.Detach());                     // (B, T), (B, K)
    }

    /// <summary>Outputs (B, K) → the natural log odds of the class (B).</summary>
    private Tensor LogOdds(Tensor outputs)
    {
        Tensor own = outputs.Select(1, _output);
        if (_kind == TaskKind.MultiLabel)
            return own;
        long[] others = [.. Enumerable.Range(0, (int)outputs.Size(1)).Where(i => i != _output).Select(i => (long)i)];
        Tensor rest = outputs.IndexSelect(1, Tensor.From<long>(others, others.Length).To(outputs.Device, DType.Int64));
        // A logit less its log probability among the others is the logarithm of their summed exponentials.
        return own - (rest.Select(1, 0) - rest.LogSoftmax(-1).Select(1, 0));
    }
}
