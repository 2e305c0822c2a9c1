using System.Globalization;
using System.Text;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Bench.Cases.Bert;

/// <summary>Fine-tuning for a fixed number of steps: what the number of labelled rows costs.</summary>
internal sealed class LabelCount : Case
{
    public const string Work = "labels";

    private const int Steps = 20, RowsOfStep = 32, RowBases = 200, DevRows = 1_000;

    private static readonly BertShape Shape = BertShape.All[0];

    public override string Name => "labels";

    public override string Title => $"{Steps} steps of fine-tuning from a table of labelled sequences";

    public override string Unit => "rows";

    public override IReadOnlyList<long> Sizes => [1_000, 10_000, 100_000, 1_000_000];

    // The baselines took 50 seconds of these, and nobody has waited for those of more.
    public override long LargestByDefault => 100_000;

    public override string Notes =>
        $"From a table of sequences of {RowBases} bases in two classes to a model after {Steps} steps of {RowsOfStep} rows, judged on {DevRows:N0} "
        + $"rows of a second table, with a BERT of {Shape.Layers}×{Shape.Dimensions} on 3-mers in fp32: the steps are alike at every size. Cistron "
        + "is the verb `finetune` with `baseline=false`: it checks every row, audits all of them (equal rows, shuffled twins, label conflicts, what "
        + "length and GC content tell), validates once, and writes checkpoint, model, predictions with intervals and page. **With its baselines** it is the "
        + "same verb as it comes, which fits linear models on k-mers and on letters by place to the same rows, with a search for their penalties. The "
        + "PyTorch program reads the table into a list, as people write it, makes such steps, and counts right answers; it does none of the rest.";

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        string model = Shape.Classifier(folder), train = Table(size, "train", folder), dev = Table(DevRows, "dev", folder);
        Contestant Cistron(bool baseline) =>
            Contestant.Cistron(Work, model, train, dev, Path.Combine(folder, $"labels-run-{size}-{baseline}"), $"{baseline}");
        return
        [
            Cistron(baseline: false),
            Cistron(baseline: true) with { Name = "Cistron with its baselines" },
            Contestant.Python("PyTorch", "labels.py", model, train, dev, $"{Steps}", $"{RowsOfStep}"),
        ];
    }

    /// <summary>What Cistron does.</summary>
    public static void Finetune(string[] arguments)
    {
        if (Directory.Exists(arguments[3]))
            Directory.Delete(arguments[3], recursive: true);
        Finetuning.Run(new FinetuneRecipe
        {
            Run = arguments[3],
            Device = "cpu",
            Pretrained = arguments[0],
            Data = new LabelledDataRecipe { Train = arguments[1], Dev = arguments[2] },
            Baseline = bool.Parse(arguments[4]),
            Training = new TrainingRecipe { Steps = Steps, BatchSize = RowsOfStep, WarmupSteps = 0, ValidateEvery = Steps },
        }, new SilentLog(), CancellationToken.None);
    }

    /// <summary>A table of random rows, made when it is not there; class 1 has more G.</summary>
    private static string Table(long rows, string part, string folder)
    {
        string path = Path.Combine(folder, $"labels-{part}-{rows}.tsv");
        if (!File.Exists(path))
            TextTarget.Write(path, text =>
            {
                using var lines = new StreamWriter(text, Encoding.ASCII, 1 << 16, leaveOpen: true);
                lines.Write("sequence\tlabel\n");
                char[] bases = new char[RowBases];
                for (long row = 0; row < rows; row++)
                {
                    var draws = RandomStream.For(1, $"labelled {part} row", row);
                    string letters = row % 2 == 0 ? "ACGT" : "ACGTG";
                    for (int i = 0; i < bases.Length; i++)
                        bases[i] = letters[(int)draws.NextBelow(letters.Length)];
                    lines.Write(bases);
                    lines.Write(string.Create(CultureInfo.InvariantCulture, $"\t{row % 2}\n"));
                }
            });
        return path;
    }
}
