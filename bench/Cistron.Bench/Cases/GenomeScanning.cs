using System.Diagnostics;
using Cistron.Models;
using Cistron.Models.AwdLstm;
using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats.Fasta;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;

namespace Cistron.Bench.Cases;

/// <summary>Classification of overlapping windows all along a genome.</summary>
internal sealed class GenomeScanning : Case
{
    public const string Work = "scan";

    private const int WindowBases = 150;
    private const int StepBases = 50;
    private const int BatchSize = 64;

    public override string Name => "scan";

    public override string Title => $"Scanning a genome with a classifier, windows of {WindowBases} bases every {StepBases}";

    public override string Unit => "bases";

    public override IReadOnlyList<long> Sizes => [100_000, 1_000_000];

    public override string Notes =>
        "From FASTA to the probability of a class for every window on both strands, in fp32. The classifier is an AWD-LSTM of "
        + "2 layers, 64 dimensions and 128 units on overlapping 3-mers with concat pooling. The PyTorch program is what people "
        + $"write: a dictionary of 3-mers, `nn.LSTM` layers, padded batches of {BatchSize} as here. Loading the weights is in the time, "
        + "loading LibTorch is not. Mean and deviation of the probabilities, and the first of them, are compared in every "
        + "repetition: 10⁻⁴ may lie between them.";

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        string fasta = SyntheticGenome.Fasta(size, folder), model = Path.Combine(folder, "scan-model");
        if (!Directory.Exists(model))
            WriteModel(model);
        return
        [
            Contestant.Cistron(Work, model, fasta),
            Contestant.Python("PyTorch", "scan.py", model, fasta, $"{WindowBases}", $"{StepBases}", $"{BatchSize}"),
        ];
    }

    /// <summary>What Cistron does: the seconds, and what the probabilities are like.</summary>
    public static Outcome Scan(string[] arguments)
    {
        Console.WriteLine(TorchRuntime.Version);
        long start = Stopwatch.GetTimestamp();
        var predictor = ModelFolder.Open(arguments[0]).LoadPredictor(Device.Cpu, rule: null);
        double[] probabilities =
            [.. predictor.Predict(Windows(arguments[1]), window => window, BatchSize).Select(prediction => prediction.Output[1])];
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        double mean = probabilities.Average();
        double deviation = Math.Sqrt(probabilities.Average(probability => (probability - mean) * (probability - mean)));
        return new Outcome(seconds, [mean, deviation, .. probabilities.Take(4)]);
    }

    private static IEnumerable<byte[]> Windows(string fasta)
    {
        var cleaner = new SequenceCleaner(Alphabet.Dna, fasta);
        foreach (FastaRecord record in FastaReader.Read(fasta))
        {
            cleaner.Clean(record.Bases, record.Id, record.Line);
            for (int start = 0; start + WindowBases <= record.Bases.Length; start += StepBases)
            {
                byte[] window = record.Bases[start..(start + WindowBases)];
                yield return window;
                yield return ReverseComplement.Of(window, Alphabet.Dna);
            }
        }
    }

    private static void WriteModel(string folder)
    {
        var tokenizer = new KmerTokenizer(k: 3, stride: 1, Tail.Drop, Alphabet.Dna);
        var shape = new AwdLstmRecipe { Preset = AwdLstmPreset.Tiny }.Configure(tokenizer.Vocabulary.Count);
        var task = new SequenceTask { Kind = TaskKind.MultiClass, Outputs = ["other", "site"], Pooling = Pooling.Concat };
        TorchRandom.Seed(1);
        var model = new SequenceModel(shape.Build(), task.Outputs.Count, Pooling.Concat, dropout: 0);
        LanguageModelStep.Lengthen(model.Backbone);
        Directory.CreateDirectory(folder);
        ModelFolder.Save(folder, model, new ModelDescription
        {
            Backbone = shape,
            Tokenizer = tokenizer.ToJson(),
            TokenizerFingerprint = tokenizer.Fingerprint,
            Task = task,
        }, tokenizer, card: "# Weights as they were drawn, for a bench\n");
    }
}
