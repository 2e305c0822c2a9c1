using Cistron.Bench.Results;
using Cistron.Models;
using Cistron.Models.AwdLstm;
using Cistron.Sequences.Randomness;
using Cistron.Torch;
using Cistron.Torch.Autograd;
using Cistron.Torch.Weights;
using Cistron.Training;
using Cistron.Training.Optimization;
using Cistron.Training.Planning;
using Cistron.Training.Recipes;

namespace Cistron.Bench.Cases;

/// <summary>One training step of an AWD-LSTM language model, as <c>pretrain</c> makes it.</summary>
internal sealed class LanguageModelStep : Case
{
    public const string Work = "awd-lstm";

    /// <summary>The name of the token ids (B, N) in the input, beside the weights.</summary>
    public const string Tokens = "tokens";

    private const int Rows = 32;
    private const int DrawnWindows = 16;

    // 64 3-mers and the special tokens.
    private const int Vocabulary = 69;

    private const int ComparedSteps = 3;
    private const int WarmUpSteps = 2;
    private const double WarmUpSeconds = 1;
    private const int TimedSteps = 5;
    private const double TimedSeconds = 2;

    private static readonly AwdLstmConfiguration[] Shapes = [Shape(1, 100, 256), Shape(2, 200, 512), Shape(3, 400, 1150)];

    public override string Name => "awd-lstm";

    public override string Title => $"One training step of an AWD-LSTM, {Rows} × {TokenStream.WindowTokens} tokens";

    public override string Unit => "weights";

    public override IReadOnlyList<long> Sizes => [.. Shapes.Select(Weights)];

    public override (long Count, string Unit) Throughput(long size) => (Rows * TokenStream.WindowTokens, "tokens");

    public override string Notes =>
        $"The language model of {string.Join(", ", Shapes.Select(shape => $"{shape.Dimensions}/{shape.Units}/{shape.Layers}"))} "
        + "dimensions/units/layers on 3-mers, with its five kinds of dropout, AR, TAR, clipping and AdamW: forward, backward, update. "
        + $"The seconds are the median inside a process, after {WarmUpSteps} steps and {WarmUpSeconds} second of warm-up, of {TimedSteps} "
        + $"steps or of as many as {TimedSeconds} seconds take. PyTorch is `nn.LSTM` with `F.dropout` on its recurrent weights, on the same OpenBLAS "
        + "and threads. **As written**: `optim.AdamW`, in fp32. **At its best**: `optim.AdamW`, fused (from PyTorch 2.4 on) or `foreach`, "
        + $"{PrecisionContestants.Precisions}. Without dropout the losses of the first {ComparedSteps} steps from the same "
        + "weights are compared in every repetition: 10⁻⁴ may lie between Cistron and PyTorch in fp32, 2·10⁻² in bf16. The share of "
        + "the peak is that of the operations of matrix products in what a product of two matrices of 2,048 × 2,048 reaches in the same run and "
        + "precision.";

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        string input = Path.Combine(folder, $"awd-lstm-{size}.safetensors");
        if (!File.Exists(input))
            WriteInput(Shapes.Single(shape => Weights(shape) == size), input);
        return
        [
            // Fp32 is the yardstick for all, whichever is the faster: an LSTM is compared precision by precision.
            Contestant.Cistron(Work, input, "fp32") with { Name = "Cistron fp32", Peak = "fp32" },
            Contestant.Cistron(Work, input, "bf16") with { Name = "Cistron bf16", Peak = "bf16", Tolerance = 2e-2 },
            .. PrecisionContestants.PyTorch(form => Contestant.Python("PyTorch", "awd_lstm.py", input, form)),
        ];
    }

    /// <summary>What Cistron does: the seconds of a step, and the losses of the first steps without dropout.</summary>
    public static Outcome Train(string[] arguments)
    {
        var (input, precision) = (arguments[0], Enum.Parse<Precision>(arguments[1], ignoreCase: true));
        double[] losses = [.. Steps(input, AwdLstmDropout.Everywhere(0), precision).Take(ComparedSteps)
            .Select(step => step.Loss + step.Penalty)];

        var seconds = new List<double>();
        double before = 0;
        foreach (StepReport step in Steps(input, new AwdLstmDropout(), precision))
        {
            if (step.State.Step > WarmUpSteps && before > WarmUpSeconds)
                seconds.Add(step.State.Seconds - before);
            before = step.State.Seconds;
            if (seconds.Count >= TimedSteps && seconds.Sum() >= TimedSeconds)
                break;
        }
        return new Outcome(ResultRow.Median(seconds), losses) { Operations = StepOperations(ShapeIn(input)) };
    }

    // A product forward and two backward, by the weights of the layers and, for the logits, by the vectors of tokens.
    private static double StepOperations(AwdLstmConfiguration shape) =>
        3.0 * 2 * Rows * TokenStream.WindowTokens * (new AwdLstmArithmetic(shape).FactorWeights + (double)Vocabulary * shape.Dimensions);

    private static AwdLstmConfiguration ShapeIn(string input)
    {
        using var file = SafeTensorsFile.Open(input);
        long size = file.Names.Where(name => name != Tokens).Sum(name => file.Shape(name).Aggregate(1L, (product, length) => product * length));
        return Shapes.Single(shape => Weights(shape) == size);
    }

    private static IEnumerable<StepReport> Steps(string input, AwdLstmDropout dropout, Precision precision)
    {
        using var file = SafeTensorsFile.Open(input);
        var shape = ShapeIn(input) with { Dropout = dropout };
        var model = new AwdLstmLanguageModel(new AwdLstmBackbone(shape));
        using (new NoGrad())
            foreach (var (name, parameter) in model.Parameters())
                parameter.Assign(file.Load(name));
        var recipe = new TrainingRecipe
        {
            Steps = long.MaxValue,
            LearningRate = 1e-3,
            Schedule = Schedule.Constant,
            WarmupSteps = 0,
            WeightDecayScope = DecayScope.All,
            Beta1 = 0.8,
            Beta2 = 0.99,
            ClipNorm = 0.4,
            Precision = precision,
            ValidateEvery = long.MaxValue,
        };
        int[] ids = [.. file.Load(Tokens).ToArray<long>().Select(id => (int)id)];
        return new Trainer(new TokenStream(model, [.. ids.Chunk(ids.Length / Rows)]), recipe, seed: 1).Run();
    }

    /// <summary>
    /// Makes the vectors of tokens ten times as long as a new model's, with which all answers are alike whatever the LSTM
    /// does: comparing them would show nothing.
    /// </summary>
    internal static void Lengthen(Backbone backbone)
    {
        using var noGrad = new NoGrad();
        backbone.TokenEmbeddings.Assign(backbone.TokenEmbeddings.Value * 10);
    }

    private static void WriteInput(AwdLstmConfiguration shape, string path)
    {
        TorchRandom.Seed(1);
        var model = new AwdLstmLanguageModel(new AwdLstmBackbone(shape));
        Lengthen(model.Backbone);
        var draws = RandomStream.For(1, "synthetic tokens");
        long[] ids = new long[Rows * (DrawnWindows * TokenStream.WindowTokens + 1)];
        for (int i = 0; i < ids.Length; i++)
            ids[i] = (long)draws.NextBelow(Vocabulary);
        SafeTensors.Write(path, model.Parameters().Select(weight => KeyValuePair.Create(weight.Key, weight.Value.Value))
            .Append(KeyValuePair.Create(Tokens, Tensor.From<long>(ids, Rows, ids.Length / Rows))));
    }

    private static AwdLstmConfiguration Shape(int layers, int dimensions, int units) => new()
    {
        VocabularySize = Vocabulary,
        ContextTokens = TokenStream.WindowTokens,
        Layers = layers,
        Dimensions = dimensions,
        Units = units,
    };

    // The backbone and the decoder's bias; the decoder's matrix is that of the tokens.
    private static long Weights(AwdLstmConfiguration shape) => shape.CountParameters() + Vocabulary;
}
