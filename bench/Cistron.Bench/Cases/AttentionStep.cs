using System.Globalization;
using Cistron.Torch;
using Cistron.Torch.Weights;

namespace Cistron.Bench.Cases;

/// <summary>Attention alone, forward and backward, as the encoder calls it.</summary>
internal sealed class AttentionStep : Case
{
    public const string Work = "attention";

    private const int Heads = 8;
    private const int HeadDimensions = 64;

    // As many as rows of every size add up to.
    private const int BatchTokens = 6144;

    private const double DroppedShare = 0.1;
    private const int WarmUpSteps = 1;
    private const int TimedSteps = 5;

    private static readonly string[] Inputs = ["query", "key", "value"];

    public override string Name => "attention";

    public override string Title => $"Attention with {Heads} heads of {HeadDimensions}, forward and backward, {BatchTokens} tokens a batch";

    public override string Unit => "tokens a row";

    public override IReadOnlyList<long> Sizes => [256, 768, 2048];

    public override (long Count, string Unit) Throughput(long size) => (BatchTokens, "tokens");

    public override string Notes =>
        "Rows without padding, which flatters nobody. PyTorch is the composition of matrix products, softmax and dropout; on "
        + "PyTorch 2 'best' is `scaled_dot_product_attention`, on older ones the composition with scaled queries. "
        + $"'p' is attention dropout with probability {DroppedShare.ToString(CultureInfo.InvariantCulture)}. The seconds are the median "
        + $"inside a process of {TimedSteps} steps after {WarmUpSteps} of warm-up. The lengths of the output and of the three "
        + "gradients, without dropout, are compared in every repetition: 10⁻⁴ may lie between Cistron and PyTorch in fp32, 2·10⁻² in bf16.";

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        string input = Path.Combine(folder, $"attention-{size}.safetensors");
        if (!File.Exists(input))
            WriteInput(size, input);
        string share = DroppedShare.ToString(CultureInfo.InvariantCulture);
        return
        [
            .. from precision in new[] { "fp32", "bf16" }
               from dropout in new[] { "0", share }
               from contestant in new[]
               {
                   Contestant.Cistron(Work, input, precision, dropout) with { Name = Label("Cistron", precision, dropout) },
                   Contestant.Python(Label("PyTorch", precision, dropout), "attention.py", input, precision, dropout, "plain"),
                   Contestant.Python(Label("PyTorch best", precision, dropout), "attention.py", input, precision, dropout, "best"),
               }
               select contestant with { Tolerance = precision == "fp32" ? 1e-4 : 2e-2 },
        ];

        static string Label(string name, string precision, string dropout) => $"{name} {precision}{(dropout == "0" ? "" : " p")}";
    }

    /// <summary>What Cistron does: the seconds of a step, and the lengths of what comes of it without dropout.</summary>
    public static Outcome Attend(string[] arguments)
    {
        var (dtype, dropout) = (arguments[1] == "fp32" ? DType.Float32 : DType.BFloat16, double.Parse(arguments[2], CultureInfo.InvariantCulture));
        using var file = SafeTensorsFile.Open(arguments[0]);
        // (B, T, H, d), as projections leave them.
        long[] shape = file.Load(Inputs[0]).Shape, lengths = [.. Enumerable.Repeat(shape[1], (int)shape[0])];
        Tensor[] inputs = [.. Inputs.Select(Packed)];
        Tensor cotangent = Packed("gradient");

        double[] answers = [.. Step(0).Select(tensor => tensor.To(DType.Float32).Norm(2).ToDouble())];
        return new Outcome(ShortSteps.MedianSeconds(WarmUpSteps, TimedSteps, () => Step(dropout)), answers);

        Tensor Packed(string name) => file.Load(name).To(dtype).Reshape([shape[0] * shape[1], shape[2], shape[3]]);

        Tensor[] Step(double p)
        {
            Tensor[] leaves = [.. inputs.Select(tensor => tensor.Detach())];
            foreach (var leaf in leaves)
                leaf.RequiresGrad = true;
            Tensor output = Operators.Attention(leaves[0], leaves[1], leaves[2], lengths, dropout: p);
            output.Backward(cotangent);
            return [output.Detach(), .. leaves.Select(leaf => leaf.Grad!)];
        }
    }

    private static void WriteInput(long size, string path)
    {
        TorchRandom.Seed(1);
        SafeTensors.Write(path, Inputs.Append("gradient").Select(name =>
            KeyValuePair.Create(name, Operators.Randn([BatchTokens / size, size, Heads, HeadDimensions]))));
    }
}
