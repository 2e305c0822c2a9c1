using System.Globalization;
using Cistron.Torch;
using Cistron.Torch.Weights;

namespace Cistron.Bench.Cases;

/// <summary>The cross-entropy of tokens alone, forward and backward, as language models call it.</summary>
internal sealed class LossStep : Case
{
    public const string Work = "token-losses";

    private const int Tokens = 2048;
    private const int WarmUpSteps = 3;
    private const int TimedSteps = 30;

    public override string Name => "token-losses";

    public override string Title => $"The cross-entropy of {Tokens:N0} tokens, forward and backward";

    public override string Unit => "tokens of the vocabulary";

    /// <summary>Of 3-mers, of 6-mers, of long byte pairs.</summary>
    public override IReadOnlyList<long> Sizes => [69, 4101, 32_768];

    public override (long Count, string Unit) Throughput(long size) => (Tokens, "tokens");

    public override string Notes =>
        "Logits as the last product leaves them, in fp32 or bf16, to their gradient in the same type. PyTorch is `F.cross_entropy`, in "
        + $"bf16 on logits turned to fp32, as autocast has it. The seconds are the median inside a process of {TimedSteps} steps after "
        + $"{WarmUpSteps} of warm-up. The loss and the length of the gradient are compared in every repetition: 10⁻⁴ may lie between "
        + "Cistron and PyTorch in fp32, 2·10⁻² in bf16.";

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        string input = Path.Combine(folder, $"logits-{size.ToString(CultureInfo.InvariantCulture)}.safetensors");
        if (!File.Exists(input))
            WriteInput(size, input);
        return
        [
            .. from precision in new[] { "fp32", "bf16" }
               from contestant in new[]
               {
                   Contestant.Cistron(Work, input, precision) with { Name = $"Cistron {precision}" },
                   Contestant.Python($"PyTorch {precision}", "token_losses.py", input, precision),
               }
               select contestant with { Tolerance = precision == "fp32" ? 1e-4 : 2e-2 },
        ];
    }

    /// <summary>What Cistron does: the seconds of a step, the mean loss and the length of its gradient.</summary>
    public static Outcome Measure(string[] arguments)
    {
        using var file = SafeTensorsFile.Open(arguments[0]);
        Tensor logits = file.Load("logits").To(arguments[1] == "fp32" ? DType.Float32 : DType.BFloat16), targets = file.Load("targets");

        double[] answers = [.. Step().Select(tensor => tensor.To(DType.Float32).Norm(2).ToDouble())];
        return new Outcome(ShortSteps.MedianSeconds(WarmUpSteps, TimedSteps, () => Step()), answers);

        Tensor[] Step()
        {
            Tensor leaf = logits.Detach();
            leaf.RequiresGrad = true;
            Tensor loss = Operators.TokenLosses(leaf, targets).Mean();
            loss.Backward();
            return [loss.Detach(), leaf.Grad!];
        }
    }

    private static void WriteInput(long vocabulary, string path)
    {
        TorchRandom.Seed(1);
        long[] targets = [.. Enumerable.Range(0, Tokens).Select(token => token * 7919L % vocabulary)];
        SafeTensors.Write(path, new Dictionary<string, Tensor>
        {
            ["logits"] = Operators.Randn([Tokens, vocabulary]),
            ["targets"] = Tensor.From<long>(targets, Tokens),
        });
    }
}
