using Cistron.Models.Folders;
using Cistron.Sequences.Datasets;
using Cistron.Torch;

namespace Cistron.Models.Inference;

/// <summary>A fine-tuned model with its task: sequences in, probabilities or values out.</summary>
/// <param name="Model">On its device.</param>
/// <param name="Task">What the outputs mean.</param>
/// <param name="Encoder">How sequences become rows.</param>
public sealed record SequencePredictor(SequenceModel Model, SequenceTask Task, SequenceEncoder Encoder) : IPredictor
{
    Model IPredictor.Model => Model;

    /// <summary>The precision of matrix products. Default: float32.</summary>
    public DType Precision { get; init; } = DType.Float32;

    IEnumerable<double[][]> IPredictor.Outputs(IEnumerable<byte[]> sequences, int batchSize, CancellationToken stop) =>
        Predict(sequences, bases => bases, batchSize, stop).Select(prediction => new[] { prediction.Output });

    /// <summary>
    /// Class probabilities, label probabilities, or one value in the labels' own unit for each of a stream of sequences,
    /// averaged over the windows of long ones, and over both strands where the task is so.
    /// </summary>
    /// <param name="items">Anything that has bases.</param>
    /// <param name="bases">Upper-case letters of the tokenizer's alphabet.</param>
    /// <param name="batchSize">Rows of one forward pass, at most.</param>
    /// <param name="stop">Ends the work between two batches.</param>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public IEnumerable<SequencePrediction<T>> Predict<T>(
        IEnumerable<T> items, Func<T, byte[]> bases, int batchSize, CancellationToken stop = default)
    {
        Model.SetTraining(false);
        var inference = new SequenceInference(Encoder, batch => Answers(Model.Forward(batch)), Model.Backbone, batchSize, Task.Strands, Precision);
        foreach (var (item, output) in inference.Run(items, bases, stop))
            yield return new SequencePrediction<T>(
                item, [.. output.Values.Select(v => (double)v)], output.Windows, output.DroppedBases);
    }

    /// <summary>Outputs of the model (B, K) → probabilities, or values in the labels' own unit (B, K).</summary>
    internal Tensor Answers(Tensor outputs) => Task.Kind switch
    {
        TaskKind.MultiClass => outputs.Softmax(-1),
        TaskKind.MultiLabel => outputs.Sigmoid(),
        _ => outputs.Mul(Task.TargetDeviation) + Task.TargetMean,
    };
}

/// <summary>What a fine-tuned model said about one sequence.</summary>
/// <param name="Item">The sequence.</param>
/// <param name="Output">Class probabilities, label probabilities, or one value in the labels' own unit.</param>
/// <param name="Windows">Rows that the sequence was seen in.</param>
/// <param name="DroppedBases">Bases that no row covered.</param>
public sealed record SequencePrediction<T>(T Item, double[] Output, int Windows, int DroppedBases);
