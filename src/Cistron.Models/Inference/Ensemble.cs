using Cistron.Models.Folders;

namespace Cistron.Models.Inference;

/// <summary>
/// Fine-tuned models of one task, such as some of different k-mers, that answer together: each sees every sequence as it was
/// trained to, and the answer is the mean of theirs. Memory holds some sequences, whatever their number.
/// </summary>
public sealed class Ensemble
{
    /// <summary>Batches that one model predicts before the next one does: few enough to wait for.</summary>
    private const int BatchesAtOnce = 32;

    private readonly IReadOnlyList<SequencePredictor> _predictors;

    /// <summary>The models.</summary>
    /// <param name="predictors">At least one; all with the outputs of the first in its order, for the same alphabet.</param>
    /// <exception cref="ArgumentException">Two of them have different tasks or alphabets.</exception>
    public Ensemble(IReadOnlyList<SequencePredictor> predictors)
    {
        SequencePredictor first = predictors[0];
        foreach (SequencePredictor other in predictors)
            if (other.Task.Kind != first.Task.Kind || !other.Task.Outputs.SequenceEqual(first.Task.Outputs)
                || other.Encoder.Tokenizer.Alphabet != first.Encoder.Tokenizer.Alphabet)
                throw new ArgumentException($"one answers for {Words(first)} and another for {Words(other)}", nameof(predictors));
        _predictors = predictors;
    }

    /// <summary>What the answers mean.</summary>
    public SequenceTask Task => _predictors[0].Task;

    /// <summary>The encoder of the model with the smallest context, which is the first to refuse a sequence.</summary>
    public SequenceEncoder Encoder => _predictors.MinBy(predictor => predictor.Encoder.ContextBases)!.Encoder;

    /// <summary>
    /// The mean answer for each of a stream of sequences, in its order; with all rows that they were seen in, and the most
    /// bases that a model did not see.
    /// </summary>
    /// <inheritdoc cref="SequencePredictor.Predict"/>
    public IEnumerable<SequencePrediction<T>> Predict<T>(
        IEnumerable<T> items, Func<T, byte[]> bases, int batchSize, CancellationToken stop = default)
    {
        foreach (T[] some in items.Chunk(batchSize * BatchesAtOnce))
        {
            SequencePrediction<T>[][] answers = [.. _predictors.Select(predictor => predictor.Predict(some, bases, batchSize, stop).ToArray())];
            for (int i = 0; i < some.Length; i++)
            {
                SequencePrediction<T>[] own = [.. answers.Select(one => one[i])];
                yield return new SequencePrediction<T>(some[i],
                    [.. Enumerable.Range(0, Task.Outputs.Count).Select(output => own.Average(answer => answer.Output[output]))],
                    own.Sum(answer => answer.Windows), own.Max(answer => answer.DroppedBases));
            }
        }
    }

    private static string Words(SequencePredictor predictor) =>
        $"{string.Join(", ", predictor.Task.Outputs.Take(5))} of {predictor.Encoder.Tokenizer.Alphabet}";
}
