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
/// the windows of long sequences and, where the task is so, over both strands. Memory holds a few batches, and what stands
/// beside a sequence in one changes nothing.
/// </summary>
/// <param name="predictor">The model with its task.</param>
/// <param name="importance">How tokens are scored.</param>
public sealed class BaseImportance(SequencePredictor predictor, TokenImportance importance)
{
    /// <summary>The scores of a stream of sequences, in its order.</summary>
    /// <param name="items">Anything that has bases.</param>
    /// <param name="bases">Upper-case letters of the tokenizer's alphabet.</param>
    /// <param name="batchSize">Rows of one forward pass, at most.</param>
    /// <param name="stop">Ends the work between two batches.</param>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public IEnumerable<ScoredBases<T>> Of<T>(
        IEnumerable<T> items, Func<T, byte[]> bases, int batchSize, CancellationToken stop = default)
    {
        predictor.Model.SetTraining(false);
        var batches = new RowBatches<Row, Part>(batchSize, predictor.Model.Backbone.BatchTokens, row => row.Tokens.Ids.Length, Parts);
        foreach (var (item, parts) in batches.Answers(items, item => Rows(bases(item)), stop))
        {
            float[] scores = MeanScores(parts, bases(item).Length);
            importance.Scale(scores);
            yield return new ScoredBases<T>(item, scores, MeanOutput(parts));
        }
    }

    private IEnumerable<Row> Rows(byte[] bases)
    {
        foreach (var window in predictor.Encoder.Cut(bases))
            yield return new Row(predictor.Encoder.EncodeSpanned(bases, window), window.Start, Step: 1);
        if (predictor.Task.Strands != StrandSampling.Both)
            yield break;
        byte[] reverse = ReverseComplement.Of(bases, predictor.Encoder.Tokenizer.Alphabet);
        foreach (var window in predictor.Encoder.Cut(reverse))
            yield return new Row(predictor.Encoder.EncodeSpanned(reverse, window), bases.Length - 1 - window.Start, Step: -1);
    }

    private Part[] Parts(Row[] rows)
    {
        using var scope = new TensorScope();
        // In float32 also where a training step is cast: answers must not depend on who asks.
        using var autocast = new Autocast(predictor.Model.Device, DType.Float32);
        var batch = TokenBatch.From([.. rows.Select(row => row.Tokens.Ids)],
            predictor.Encoder.Tokenizer.Vocabulary.Specials.Padding, predictor.Model.Device);
        var (tokens, outputs) = importance.Of(batch);
        float[][] scores = [.. tokens.To(DType.Float32).ToArray<float>().Chunk(batch.Width)];
        float[][] answers = [.. predictor.Answers(outputs).To(DType.Float32).ToArray<float>().Chunk(predictor.Task.Outputs.Count)];
        // [CLS] stands before the first token of content.
        return [.. rows.Select((row, i) => new Part(row, TokenProjection.ToBases(
            scores[i].AsSpan(1, row.Tokens.Spans.Count), row.Tokens.Spans, row.Tokens.Bases), answers[i]))];
    }

    private static float[] MeanScores(Part[] parts, int bases)
    {
        double[] sums = new double[bases];
        int[] seen = new int[bases];
        foreach (var (row, scores, _) in parts)
            for (int i = 0; i < scores.Length; i++)
            {
                sums[row.First + i * row.Step] += scores[i];
                seen[row.First + i * row.Step]++;
            }
        return [.. sums.Zip(seen, (sum, rows) => (float)(sum / Math.Max(rows, 1)))];
    }

    private static double[] MeanOutput(Part[] parts) =>
        [.. Enumerable.Range(0, parts[0].Output.Length).Select(k => parts.Average(part => (double)part.Output[k]))];

    /// <summary>A row of tokens, whose first base is base <c>First</c> of the sequence, the next one a <c>Step</c> on.</summary>
    private sealed record Row(SpannedRow Tokens, int First, int Step);

    /// <summary>What was said of a row: a score for each of its bases, and the model's answer.</summary>
    private sealed record Part(Row Row, float[] Scores, float[] Output);
}
