using Cistron.Models.Inference;
using Cistron.Sequences.Coordinates;

namespace Cistron.Training.GenomeScans;

/// <summary>The probability of a class all along a genome, as a stream of places.</summary>
/// <param name="predictor">A model of classes or labels.</param>
/// <param name="output">The class among the model's outputs.</param>
/// <param name="windows">What the model reads.</param>
/// <param name="batchSize">Windows of one forward pass.</param>
public sealed class GenomeScan(SequencePredictor predictor, int output, GenomeWindows windows, int batchSize)
{
    /// <summary>The places of a whole sequence in the order of its windows, each on one strand after the other.</summary>
    /// <exception cref="OperationCanceledException">The scan was stopped.</exception>
    public IEnumerable<ScannedPlace> Read(string sequence, CancellationToken stop) => Predict(windows.Read(sequence, stop), stop);

    /// <summary>The places within a stretch, in the same order.</summary>
    /// <inheritdoc cref="Read(string, CancellationToken)"/>
    public IEnumerable<ScannedPlace> Read(Interval stretch, CancellationToken stop) => Predict(windows.Read(stretch, stop), stop);

    private IEnumerable<ScannedPlace> Predict(IEnumerable<ScannedWindow> read, CancellationToken stop) => predictor
        .Predict(read, window => window.Bases, batchSize, stop)
        .Select(prediction => new ScannedPlace(prediction.Item.Cell, prediction.Item.Base, prediction.Output[output]));
}
