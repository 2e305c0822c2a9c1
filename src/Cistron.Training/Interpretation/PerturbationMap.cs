using Cistron.Evaluation.Metrics;
using Cistron.Models.Inference;
using Cistron.Sequences.Randomness;

namespace Cistron.Training.Interpretation;

/// <summary>What becomes of the probability of a class when one window of the sequences is replaced.</summary>
/// <param name="Start">The window's first base.</param>
/// <param name="End">The base after its last.</param>
/// <param name="Probability">The mean over sequences, with its 95 % interval over them.</param>
/// <param name="Change">The same of the difference from the untouched sequence; negative where the window speaks for the class.</param>
public sealed record PerturbedWindow(int Start, int End, Estimate Probability, Estimate Change);

/// <summary>
/// Which places of sequences of one length a model's answer rests on: a window of each width is laid at every place, its
/// bases are replaced several times, and the change of the probability is averaged, first over the draws of a sequence
/// and then over sequences. Memory holds a number for each window.
/// </summary>
/// <param name="predictor">A model of classes or labels.</param>
/// <param name="output">The class among the model's outputs.</param>
/// <param name="replacement">What windows are replaced with.</param>
/// <param name="widths">Bases of the windows.</param>
/// <param name="stepBases">Bases from the start of one window to the start of the next.</param>
/// <param name="replicas">How often each window is replaced.</param>
/// <param name="seed">Draws come from its stream "perturbation" at sequence, width, start and replica.</param>
public sealed class PerturbationMap(SequencePredictor predictor, int output, Replacement replacement,
    IReadOnlyList<int> widths, int stepBases, int replicas, ulong seed)
{
    private readonly int _replicas = replacement == Replacement.N ? 1 : replicas;

    /// <summary>Predictions for each sequence of so many bases, the untouched one included.</summary>
    public long PredictionsOf(int bases) => 1 + (long)_replicas * Windows(bases).Count();

    /// <summary>Perturbs sequences and predicts on all of them.</summary>
    /// <param name="sequences">Upper-case letters of the model's alphabet; at least one sequence, all of one length.</param>
    /// <param name="batchSize">Rows of one forward pass, at most.</param>
    /// <param name="predicted">Is called after each prediction with their number so far.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>The untouched sequences, and each window in the order of widths and starts.</returns>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public (Estimate Untouched, IReadOnlyList<PerturbedWindow> Windows) Of(
        IReadOnlyList<byte[]> sequences, int batchSize, Action<long> predicted, CancellationToken stop)
    {
        (int Start, int End)[] windows = [.. Windows(sequences[0].Length)];
        var untouched = new RunningMean();
        var probabilities = new RunningMean[windows.Length];
        var changes = new RunningMean[windows.Length];
        double whole = 0, sum = 0;
        long done = 0;
        foreach (var prediction in predictor.Predict(Rows(sequences, windows), row => row.Bases, batchSize, stop))
        {
            (int window, int replica, _) = prediction.Item;
            double probability = prediction.Output[output];
            predicted(++done);
            if (window < 0)
            {
                whole = probability;
                untouched.Add(whole);
                continue;
            }
            sum = replica == 0 ? probability : sum + probability;
            if (replica < _replicas - 1)
                continue;
            probabilities[window].Add(sum / _replicas);
            changes[window].Add(sum / _replicas - whole);
        }
        return (untouched.Estimate, [.. windows.Select((window, i) =>
            new PerturbedWindow(window.Start, window.End, probabilities[i].Estimate, changes[i].Estimate))]);
    }

    private IEnumerable<(int Start, int End)> Windows(int bases)
    {
        foreach (int width in widths)
            for (int start = 0; start + width <= bases; start += stepBases)
                yield return (start, start + width);
    }

    // Each sequence untouched, as window -1, and then with one window after the other replaced.
    private IEnumerable<(int Window, int Replica, byte[] Bases)> Rows(IReadOnlyList<byte[]> sequences, (int Start, int End)[] windows)
    {
        for (int sequence = 0; sequence < sequences.Count; sequence++)
        {
            yield return (-1, 0, sequences[sequence]);
            for (int window = 0; window < windows.Length; window++)
                for (int replica = 0; replica < _replicas; replica++)
                {
                    (int start, int end) = windows[window];
                    byte[] bases = [.. sequences[sequence]];
                    replacement.Apply(bases.AsSpan(start..end), predictor.Encoder.Tokenizer.Alphabet,
                        RandomStream.For(seed, "perturbation", sequence, end - start, start, replica));
                    yield return (window, replica, bases);
                }
        }
    }
}
