using System.Globalization;

namespace Cistron.Bench.Cases.Bert;

/// <summary>The tool from the start of its process to the end.</summary>
/// <param name="predicts">Whether it predicts, and does not only say its version.</param>
internal sealed class StartUp(bool predicts) : Case
{
    private const int Sequences = 10;

    private static readonly string Tool = Path.Combine("artifacts", "bin", "Cistron.Cli", "release", "cistron.dll");

    public override string Name => predicts ? "startup-predict" : "startup-version";

    public override string Title => predicts ? $"Predicting {Sequences} sequences, from the start of the process to its end" : "Starting";

    public override string Unit => predicts ? "sequences" : "starts";

    public override IReadOnlyList<long> Sizes => [predicts ? Sequences : 1];

    public override string Notes => predicts
        ? "The verb `predict` of the tool itself, on transcripts, by a classifier of "
            + $"{BertShape.All[0].Layers}×{BertShape.All[0].Dimensions} (layers × dimensions), in fp32. The PyTorch program loads the same weights and "
            + "does the same. Runtime, libraries, model, sequences and table are in the time. The probabilities are compared in every "
            + "repetition: 10⁻⁴ may lie between them."
        : "`cistron --version`, which loads no LibTorch, and what every program with PyTorch waits for before its first line, `import torch`. Runtime and "
            + "libraries are in the page cache.";

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        if (!File.Exists(Tool))
            throw new InvalidOperationException($"{Tool} is not built; eng/bootstrap.sh builds it.");
        if (!predicts)
            return [new Contestant("cistron --version", "dotnet", Tool, "--version"), new Contestant("import torch", "/usr/bin/python3", "-c", "import torch")];
        string model = BertShape.All[0].Classifier(folder), fasta = LabelledTranscripts.Fasta(Sequences, folder);
        string own = Path.Combine(folder, "startup-cistron.tsv"), theirs = Path.Combine(folder, "startup-pytorch.tsv");
        return
        [
            new Contestant("Cistron", "dotnet", Tool, "predict", $"model={model}", $"input={fasta}", $"output={own}", "long=keep_start")
            {
                Answers = () => Probabilities(own),
            },
            Contestant.Python("PyTorch", "bert_classify.py", model, fasta, theirs, "best-fp32") with { Answers = () => Probabilities(theirs) },
        ];
    }

    private static double[] Probabilities(string table)
    {
        string[][] rows = [.. File.ReadLines(table).Select(line => line.Split('\t'))];
        int coding = Array.IndexOf(rows[0], $"p_{LabelledTranscripts.Classes[1]}");
        return [.. rows[1..].Select(row => double.Parse(row[coding], CultureInfo.InvariantCulture))];
    }
}
