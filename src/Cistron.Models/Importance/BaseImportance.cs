using Cistron.Models.Inference;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Torch.Autograd;

namespace Cistron.Models.Importance;

/// <summary>What a model said about a sequence, and the part of each base in it.</summary>
/// <param name="Item">The sequence.</param>
/// <param name="Scores">A score for each base; 0 for bases that the model did not see.</param>
/// <param name="Output">Probabilities of the classes or labels.</param>
public sealed record ScoredBases<T>(T Item, float[] Scores, double[] Output);

/// <summary>
/// Scores of the bases of any number of sequences: those of tokens, projected to the bases that they cover, averaged over
/// the windows of long sequences and, where the task is so, over both strands. Memory holds one batch of sequences, and what
/// stands beside a sequence in it changes nothing.
/// </summary>
/// <param name="predictor">The model with its task.</param>
/// <param name="importance">How tokens are scored.</param>
public sealed class BaseImportance(SequencePredictor predictor, TokenImportance importance)
{
    /// <summary>The scores of a stream of sequences, in its order.</summary>
    /// <param name="items">Anything that has bases.</param>
    /// <param name="bases">Upper-case letters of the tokenizer's alphabet.</param>
    /// <param name="batchSize">Sequences at once, and rows of one forward pass.</param>
    /// <param name="stop">Ends the work between two batches.</param>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public IEnumerable<ScoredBases<T>> Of<T>(
        IEnumerable<T> items, Func<T, byte[]> bases, int batchSize, CancellationToken stop = default)
    {
        predictor.Model.SetTraining(false);
        foreach (T[] batch in items.Chunk(batchSize))
        {
            Sums[] sums = [.. batch.Select(item => new Sums(bases(item).Length, predictor.Task.Outputs.Count))];
            Row[] rows = [.. batch.SelectMany((item, i) => Rows(bases(item), sums[i]))];
            foreach (Row[] some in rows.OrderBy(row => row.Tokens.Ids.Length).Chunk(batchSize))
            {
                stop.ThrowIfCancellationRequested();
                Add(some);
            }
            for (int i = 0; i < batch.Length; i++)
            {
                float[] scores = sums[i].MeanScores();
                importance.Scale(scores);
                yield return new ScoredBases<T>(batch[i], scores, sums[i].MeanOutput());
            }
        }
    }

    private IEnumerable<Row> Rows(byte[] bases, Sums sums)
    {
        foreach (var window in predictor.Encoder.Cut(bases))
            yield return new Row(predictor.Encoder.EncodeSpanned(bases, window), window.Start, Step: 1, sums);
        if (predictor.Task.Strands != StrandSampling.Both)
            yield break;
        byte[] reverse = ReverseComplement.Of(bases, predictor.Encoder.Tokenizer.Alphabet);
        foreach (var window in predictor.Encoder.Cut(reverse))
            yield return new Row(predictor.Encoder.EncodeSpanned(reverse, window), bases.Length - 1 - window.Start, Step: -1, sums);
    }

    private void Add(Row[] rows)
    {
        using var scope = new TensorScope();
        // In float32 also where a training step is cast: answers must not depend on who asks.
        using var autocast = new Autocast(predictor.Model.Device, DType.Float32);
        var batch = TokenBatch.From([.. rows.Select(row => row.Tokens.Ids)],
            predictor.Encoder.Tokenizer.Vocabulary.Specials.Padding, predictor.Model.Device);
        var (tokens, outputs) = importance.Of(batch);
        float[] scores = tokens.To(DType.Float32).ToArray<float>(), answers = predictor.Answers(outputs).To(DType.Float32).ToArray<float>();
        for (int i = 0; i < rows.Length; i++)
        {
            // [CLS] stands before the first token of content.
            var content = scores.AsSpan(i * batch.Width + 1, rows[i].Tokens.Spans.Count);
            float[] bases = TokenProjection.ToBases(content, rows[i].Tokens.Spans, rows[i].Tokens.Bases);
            rows[i].Sums.Add(bases, rows[i].First, rows[i].Step, answers.AsSpan(i * predictor.Task.Outputs.Count, predictor.Task.Outputs.Count));
        }
    }

    /// <summary>A row of tokens, whose first base is base <c>First</c> of the sequence, the next one a <c>Step</c> on.</summary>
    private sealed record Row(SpannedRow Tokens, int First, int Step, Sums Sums);

    /// <summary>What the rows of one sequence add up to.</summary>
    private sealed class Sums(int bases, int outputs)
    {
        private readonly double[] _scores = new double[bases];
        private readonly int[] _seen = new int[bases];
        private readonly double[] _output = new double[outputs];
        private int _rows;

        public void Add(float[] scores, int first, int step, ReadOnlySpan<float> output)
        {
            for (int i = 0; i < scores.Length; i++)
            {
                _scores[first + i * step] += scores[i];
                _seen[first + i * step]++;
            }
            for (int k = 0; k < output.Length; k++)
                _output[k] += output[k];
            _rows++;
        }

        public float[] MeanScores() => [.. _scores.Zip(_seen, (sum, seen) => (float)(sum / Math.Max(seen, 1)))];

        public double[] MeanOutput() => [.. _output.Select(sum => sum / _rows)];
    }
}
