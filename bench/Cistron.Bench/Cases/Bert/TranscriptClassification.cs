using System.Diagnostics;
using System.Globalization;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Sequences.Windows;
using Cistron.Torch;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Bench.Cases.Bert;

/// <summary>Classification of a file of transcripts, as <c>predict</c> does it.</summary>
internal sealed class TranscriptClassification : Case
{
    public const string Work = "transcripts";

    private const int ComparedRows = 4;

    private static readonly BertShape Shape = BertShape.LargestByDefault;

    public override string Name => "transcripts";

    public override string Title => "Classifying a file of transcripts";

    public override string Unit => "sequences";

    public override IReadOnlyList<long> Sizes => [100, 1_000, 10_000];

    public override long LargestByDefault => 1_000;

    public override string Notes =>
        $"From FASTA to a table of the probabilities of two classes, by a BERT of {Shape.Layers}×{Shape.Dimensions} (layers × dimensions) on "
        + $"3-mers side by side with {BertShape.Context} positions, normalization before sublayers, ReLU, the mean of hidden states; of longer "
        + $"transcripts the first {BertShape.ContextBases(kernels: false):N0} bases. 10,000 sequences only where `--largest` asks for them. "
        + "Cistron is the verb `predict` with its defaults, and with `precision=bf16`. **PyTorch as written**: a dictionary of 3-mers, batches of "
        + $"{BertShape.Rows} in the order of the file, every row padded to the context, fp32. **PyTorch at its best**: all rows sorted by "
        + "length, batches of 64 padded to the longest row, bf16 autocast; with fp32 in its place beside it. Loading the weights is in "
        + "the time, loading LibTorch is not. Mean and deviation of the probabilities, and the first of them, are compared in every repetition: "
        + "10⁻⁴ may lie between them, 2·10⁻² in bf16. " + BertNotes.Roofline;

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        string model = Shape.Classifier(folder), fasta = LabelledTranscripts.Fasta(size, folder);
        string Table(string name) => Path.Combine(folder, $"transcripts-{name}.tsv");
        Contestant Cistron(string precision) => Contestant.Cistron(Work, model, fasta, Table(precision), precision) with
        {
            Name = $"Cistron {precision}",
            Precision = precision,
        };
        Contestant PyTorch(string name, string form) =>
            Contestant.Python(name, "bert_classify.py", model, fasta, Table(form), form) with { Precision = "fp32" };
        return
        [
            Cistron("fp32"),
            Cistron("bf16") with { Tolerance = 2e-2, IsYardstick = true },
            PyTorch("PyTorch as written", "written"),
            PyTorch("PyTorch at its best, fp32", "best-fp32"),
            PyTorch("PyTorch at its best, bf16", "best-bf16") with { Precision = "bf16", Tolerance = 2e-2 },
        ];
    }

    /// <summary>What Cistron does: the seconds, and what the probabilities are like.</summary>
    public static Outcome Classify(string[] arguments)
    {
        Console.WriteLine(TorchRuntime.Version);
        long start = Stopwatch.GetTimestamp();
        Predicting.Run(new PredictRecipe
            {
                Model = arguments[0], Input = arguments[1], Output = arguments[2], Long = LongSequenceRule.KeepStart,
                Precision = Enum.Parse<Precision>(arguments[3], ignoreCase: true),
            }, new SilentLog(), CancellationToken.None);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        double[] coding = [.. File.ReadLines(arguments[2]).Skip(1)
            .Select(line => double.Parse(line.Split('\t')[3], CultureInfo.InvariantCulture))];
        double mean = coding.Average();
        double deviation = Math.Sqrt(coding.Average(probability => (probability - mean) * (probability - mean)));
        return new Outcome(seconds, [mean, deviation, .. coding.Take(ComparedRows)]) { Operations = Operations(arguments[0], arguments[1]) };
    }

    private static double Operations(string model, string fasta)
    {
        var folder = ModelFolder.Open(model);
        var shape = (BertConfiguration)folder.Description.Backbone;
        var encoder = new SequenceEncoder(folder.Tokenizer, shape, LongSequenceRule.KeepStart);
        return LabelledTranscripts.Read(fasta)
            .Sum(row => BertOperations.Of(shape, encoder.Encode(row.Bases, encoder.Cut(row.Bases)[0]).Length, targets: 0));
    }
}
