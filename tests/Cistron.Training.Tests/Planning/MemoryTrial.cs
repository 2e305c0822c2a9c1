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

    private static readonly AwdLstmConfiguration Lstm = new()
    {
        VocabularySize = Bases.Vocabulary.Count, ContextTokens = 1 << 20, Layers = 2, Dimensions = 256, Units = 512,
    };

    /// <summary>Prints what was measured over what was estimated.</summary>
    /// <param name="model">encoder, padded encoder or lstm.</param>
    /// <param name="precision">Fp32 or Bf16.</param>
    public static void Run(string model, string precision)
    {
        TorchRuntime.Threads = 1;
        double ratio = model == "lstm" ? RatioOfLstm(Enum.Parse<Precision>(precision))
            : RatioOfEncoder(Enum.Parse<Precision>(precision), isPadded: model == "padded encoder");
        Console.WriteLine(ratio.ToString(CultureInfo.InvariantCulture));
    }

    private static double RatioOfEncoder(Precision precision, bool isPadded)
    {
        const int rows = 24, bases = 256;
        MaskedRow[] masks = [.. Enumerable.Range(0, rows).Select(row => Masked(isPadded && row < rows / 2 ? bases / 2 : bases))];
        var batch = new MaskedBatch(masks, default);
        var pass = new PassShape(rows, bases + 2, batch.Tokens, batch.Weight);
        return Ratio(Encoder, PredictedTokens.Masked, pass, precision, () => new MaskedLanguageObjective(
            new MaskedLanguageModel(new BertBackbone(Encoder)), Bases, _ => [batch, batch], 1, []));
    }

    private static double RatioOfLstm(Precision precision)
    {
        const int rows = 128, tokens = 100;
        var batch = new CausalBatch([.. Enumerable.Repeat(CausalWindows.Row(Bases, Sequence(tokens)), rows)], new CausalWindow(0, tokens), 0);
        var pass = new PassShape(rows, tokens, batch.Tokens, batch.Weight);
        return Ratio(Lstm, PredictedTokens.Next, pass, precision, () => new CausalLanguageObjective(
            new AwdLstmLanguageModel(new AwdLstmBackbone(Lstm)), _ => [batch, batch], 1, new OutputPenalties(2, 1), [], 1,
            Bases.Vocabulary.Specials.Padding));
    }

    private static double Ratio(
        BackboneConfiguration shape, PredictedTokens predicts, PassShape pass, Precision precision, Func<Objective> build)
    {
        Rehearsal.WarmUp();
        var memory = PeakMemory.Watch()!;
        new Trainer(build(), new TrainingRecipe { Steps = 1000, Precision = precision }, seed: 1).Step();
        var mode = new ComputeMode(IsHalf: precision == Precision.Bf16, IsCuda: false);
        return memory.Growth / MemoryEstimate.Of(ModelArithmetic.Of(shape, predicts)!, pass, mode, hasAverage: false).Total;
    }

    private static MaskedRow Masked(int bases)
    {
        int[] ids = Bases.Frame(Sequence(bases), Framing.Both);
        int[] positions = [.. Enumerable.Range(1, bases / 7).Select(i => 7 * i)];
        return new MaskedRow(ids, positions, [.. positions.Select(position => ids[position])]);
    }

    private static byte[] Sequence(int bases) => [.. Enumerable.Range(0, bases).Select(i => "ACGT"u8[i % 4])];
}
