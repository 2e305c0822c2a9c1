using Cistron.Models.Inference;

namespace Cistron.Training.Interpretation.Mutagenesis;

/// <summary>Scores of changes by a fine-tuned model, streamed: memory holds a few batches, however many there are.</summary>
/// <param name="predictor">A model of classes or labels.</param>
/// <param name="output">The class among its outputs.</param>
public sealed class VariantScores(SequencePredictor predictor, int output)
{
    /// <summary>The effect of each change, in the order given.</summary>
    /// <param name="mutants">Each sequence as it is, then with its changes.</param>
    /// <param name="batchSize">Rows of one forward pass, at most.</param>
    /// <param name="stop">Ends the work between two batches.</param>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public IEnumerable<(Mutant Mutant, VariantEffect Effect)> Of(IEnumerable<Mutant> mutants, int batchSize, CancellationToken stop = default)
    {
        double reference = double.NaN;
        foreach (var prediction in predictor.Predict(mutants, mutant => mutant.Bases, batchSize, stop))
        {
            double probability = prediction.Output[output];
            if (prediction.Item.Alternative is null)
                reference = probability;
            else
                yield return (prediction.Item, new VariantEffect(reference, probability));
        }
    }
}
