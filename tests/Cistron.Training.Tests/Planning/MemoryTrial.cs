using System.Globalization;
using Cistron.Models;
using Cistron.Models.AwdLstm;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Training.Masking;
using Cistron.Training.Objectives;
using Cistron.Training.Planning;
using Cistron.Training.Recipes;

namespace Cistron.Training.Tests.Planning;

/// <summary>
/// A training step whose memory is measured beside its estimate. It wants a process of its own: what another step has left
/// on the heap is taken again, and would not be seen.
/// </summary>
internal static class MemoryTrial
{
    /// <summary>The argument that asks the test program for it.</summary>
    public const string Word = "memory";

    private static readonly Tokenizer Bases = new KmerTokenizer(1, 1, Tail.Drop, Alphabet.Dna);

    private static readonly BertConfiguration Encoder = new()
    {
        VocabularySize = Bases.Vocabulary.Count, Layers = 2, Dimensions = 128, Heads = 8, FeedForward = 512, ContextTokens = 258,
    };

    private static readonly BertConfiguration DeepEncoder = Encoder with { Layers = 12 };

    private static readonly AwdLstmConfiguration Lstm = new()
    {
        VocabularySize = Bases.Vocabulary.Count, ContextTokens = 1 << 20, Layers = 2, Dimensions = 256, Units = 512,
    };

    /// <summary>Prints the bytes that were measured and those that were estimated.</summary>
    /// <param name="model">encoder, padded encoder, deep encoder, recomputed encoder (as deep) or lstm.</param>
    /// <param name="precision">Fp32 or Bf16.</param>
    public static void Run(string model, string precision)
    {
        TorchRuntime.Threads = 1;
        var training = new TrainingRecipe
        {
            Steps = 1000, Precision = Enum.Parse<Precision>(precision), ActivationCheckpointing = model == "recomputed encoder",
        };
        var (measured, estimated) = model switch
        {
            "lstm" => OfLstm(training),
            "deep encoder" or "recomputed encoder" => OfEncoder(DeepEncoder, training, isPadded: false),
            _ => OfEncoder(Encoder, training, isPadded: model == "padded encoder"),
        };
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{measured} {estimated}"));
    }

    private static (double Measured, double Estimated) OfEncoder(BertConfiguration shape, TrainingRecipe training, bool isPadded)
    {
        const int rows = 24, bases = 256;
        MaskedRow[] masks = [.. Enumerable.Range(0, rows).Select(row => Masked(isPadded && row < rows / 2 ? bases / 2 : bases))];
        var batch = new MaskedBatch(masks, default);
        var pass = new PassShape(rows, bases + 2, batch.Tokens, batch.Weight);
        return OfStep(shape, PredictedTokens.Masked, pass, training, () => new MaskedLanguageObjective(
            new MaskedLanguageModel(new BertBackbone(shape)), Bases, _ => [batch, batch], 1, []));
    }

    private static (double Measured, double Estimated) OfLstm(TrainingRecipe training)
    {
        const int rows = 128, tokens = 100;
        var batch = new CausalBatch([.. Enumerable.Repeat(CausalWindows.Row(Bases, Sequence(tokens)), rows)], new CausalWindow(0, tokens), 0);
        var pass = new PassShape(rows, tokens, batch.Tokens, batch.Weight);
        return OfStep(Lstm, PredictedTokens.Next, pass, training, () => new CausalLanguageObjective(
            new AwdLstmLanguageModel(new AwdLstmBackbone(Lstm)), _ => [batch, batch], 1, new OutputPenalties(2, 1), [], 1,
            Bases.Vocabulary.Specials.Padding));
    }

    private static (double Measured, double Estimated) OfStep(
        BackboneConfiguration shape, PredictedTokens predicts, PassShape pass, TrainingRecipe training, Func<Objective> build)
    {
        Rehearsal.WarmUp();
        var memory = PeakMemory.Watch()!;
        new Trainer(build(), training, seed: 1).Step();
        var mode = new ComputeMode(IsHalf: training.Precision == Precision.Bf16, IsCuda: false);
        var model = ModelArithmetic.Of(shape, predicts, training.ActivationCheckpointing)!;
        return (memory.Growth, MemoryEstimate.Of(model, pass, mode, hasAverage: false).Total);
    }

    private static MaskedRow Masked(int bases)
    {
        int[] ids = Bases.Frame(Sequence(bases), Framing.Both);
        int[] positions = [.. Enumerable.Range(1, bases / 7).Select(i => 7 * i)];
        return new MaskedRow(ids, positions, [.. positions.Select(position => ids[position])]);
    }

    private static byte[] Sequence(int bases) => [.. Enumerable.Range(0, bases).Select(i => "ACGT"u8[i % 4])];
}
