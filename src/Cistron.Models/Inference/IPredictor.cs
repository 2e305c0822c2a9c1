using Cistron.Models.Folders;

namespace Cistron.Models.Inference;

/// <summary>A fine-tuned model with its task, whether it answers for sequences or for their bases.</summary>
public interface IPredictor
{
    /// <summary>On its device.</summary>
    Model Model { get; }

    /// <summary>What the outputs mean.</summary>
    SequenceTask Task { get; }

    /// <summary>How sequences become rows.</summary>
    SequenceEncoder Encoder { get; }

    /// <summary>
    /// What the model says about each of a stream of sequences, in their order: one output, or one for each base. An output
    /// is class probabilities, label probabilities, or one value in the labels' own unit.
    /// </summary>
    /// <param name="sequences">Upper-case letters of the tokenizer's alphabet.</param>
    /// <param name="batchSize">Rows of one forward pass, at most.</param>
    /// <param name="stop">Ends the work between two batches.</param>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    IEnumerable<double[][]> Outputs(IEnumerable<byte[]> sequences, int batchSize, CancellationToken stop = default);
}
