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
    private const int ContextTokens = 40;

    private static readonly KmerTokenizer Tokenizer = new(3, 1, Tail.Drop, Alphabet.Dna);
    private static readonly SequenceTask Task =
        new() { Kind = TaskKind.MultiClass, Outputs = ["no", "yes"], Pooling = Pooling.Mean };

    /// <summary>A new model with the weights that a seed gives, and its objective; for two training rows a dev row.</summary>
    public static SequenceObjective Objective(BertRecipe shape, int rows, int batchSize, int accumulate = 1) =>
        Objective(shape, Rows(rows, seed: 1), batchSize, accumulate, Rows(rows / 2, seed: 2));

    /// <summary>A new model with the weights that a seed gives, and its objective on some rows.</summary>
    public static SequenceObjective Objective(
        BertRecipe shape, TargetRows train, int batchSize, int accumulate = 1, TargetRows? dev = null)
    {
        TorchRandom.Seed(RandomStream.Key(1, "init"));
        var backbone = shape.Configure(Tokenizer.Vocabulary.Count, ContextTokens).Build();
        var model = new SequenceModel(backbone, Task.Outputs.Count, Task.Pooling!.Value, shape.Dropout);
        var predictor = new SequencePredictor(
            model, Task, new SequenceEncoder(Tokenizer, ContextTokens, LongSequenceRule.Windows));
        return new SequenceObjective(predictor, train, dev, Metric.Accuracy, batchSize, accumulate, seed: 1);
    }

    /// <summary>Rows of 20 to 40 bases, every other one with the motif.</summary>
    public static TargetRows Rows(int count, ulong seed)
    {
        var rows = Enumerable.Range(0, count).Select(i => SyntheticSequences
            .WithAndWithoutMotif(2, length: 20 + i % 21, seed + ((ulong)i << 8)).ElementAt(i % 2)).ToArray();
        return new TargetRows(
            [.. rows.Select(row => Encoding.ASCII.GetBytes(row.Bases))],
            [.. rows.Select(row => new[] { row.HasMotif ? 1.0 : 0 })]);
    }

    /// <summary>The ids of a row, separated by blanks.</summary>
    public static string Ids(byte[] bases) => string.Join(' ', Tokenizer.Frame(bases, Framing.Both));
}
