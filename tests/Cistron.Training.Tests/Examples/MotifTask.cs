using System.Text;
using Cistron.Evaluation.Metrics;
using Cistron.Models;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Models.Inference;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Sequences.Windows;
using Cistron.Torch;
using Cistron.Training.Objectives;

namespace Cistron.Training.Tests.Examples;

/// <summary>A task that needs no cleverness: whether a sequence has the motif.</summary>
internal static class MotifTask
{
    public static SequenceTask Task { get; } =
        new() { Kind = TaskKind.MultiClass, Outputs = ["no", "yes"], Pooling = Pooling.Mean };

    /// <summary>A new model with the weights that a seed gives, and its objective; half as many dev rows as training rows.</summary>
    public static SequenceObjective Objective(BertRecipe shape, int rows, int batchSize, int accumulate = 1, Action<SequenceModel>? prepare = null)
    {
        TorchRandom.Seed(RandomStream.Key(1, "init"));
        var tokenizer = new KmerTokenizer(3, 1, Tail.Drop, Alphabet.Dna);
        var backbone = shape.Configure(tokenizer.Vocabulary.Count, contextTokens: 40).Build();
        var model = new SequenceModel(backbone, Task.Outputs.Count, Task.Pooling, dropout: shape.Dropout);
        prepare?.Invoke(model);
        var predictor = new SequencePredictor(model, Task, new SequenceEncoder(tokenizer, 40, LongSequenceRule.Windows));
        return new SequenceObjective(predictor, Rows(rows, seed: 1), Rows(rows / 2, seed: 2), Metric.Accuracy, batchSize, accumulate, seed: 1);
    }

    /// <summary>Rows of 20 to 40 bases.</summary>
    private static TargetRows Rows(int count, ulong seed)
    {
        var rows = Enumerable.Range(0, count)
            .SelectMany(i => SyntheticSequences.WithAndWithoutMotif(2, 20 + i % 21, seed + ((ulong)i << 8)).Skip(i % 2).Take(1))
            .ToArray();
        return new TargetRows(
            [.. rows.Select(r => Encoding.ASCII.GetBytes(r.Bases))], [.. rows.Select(r => new[] { r.HasMotif ? 1.0 : 0 })]);
    }
}
