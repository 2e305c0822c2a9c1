using System.Globalization;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Bench.Cases.Bert;

/// <summary>Pre-training on a genome from its FASTA file: what the size of the genome costs.</summary>
internal sealed class GenomePretraining : Case
{
    public const string Work = "genome";

    private const int Steps = 20;

    private static readonly BertShape Shape = BertShape.All[0];

    public override string Name => "genome";

    public override string Title => $"{Steps} steps of pre-training on a genome, from FASTA";

    public override string Unit => "bases";

    public override IReadOnlyList<long> Sizes => [1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 3_000_000_000];

    public override long LargestByDefault => 1_000_000_000;

    public override string Notes =>
        $"From a plain FASTA file to the weights after {Steps} steps of {BertShape.Rows} windows of {BertShape.ContextBases(kernels: false):N0} "
        + $"bases with a BERT of {Shape.Layers}×{Shape.Dimensions} on 3-mers in fp32. Cistron is the verb `pretrain`: it cleans, packs and hashes the genome, holds a "
        + "tenth of it out, validates, fits a Markov model of order 5 on the rest to compare with, writes checkpoint, model and page. The PyTorch program "
        + "reads the genome into one string, as people write it, and makes the same steps; it does none of the rest. "
        + "3,000,000,000 bases only where `--largest` asks for them.";

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        string fasta = SyntheticGenome.Fasta(size, folder), model = Shape.LanguageModel(kernels: false, folder);
        return
        [
            Contestant.Cistron(Work, model, fasta, Path.Combine(folder, $"genome-run-{size}")),
            Contestant.Python("PyTorch", "genome.py", model, fasta, Steps.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>What Cistron does.</summary>
    public static void Pretrain(string[] arguments)
    {
        if (Directory.Exists(arguments[2]))
            Directory.Delete(arguments[2], recursive: true);
        Pretraining.Run(new PretrainRecipe
        {
            Run = arguments[2],
            Device = "cpu",
            Pretrained = arguments[0],
            Data = new CorpusRecipe
            {
                Corpus = [arguments[1]],
                WindowBases = BertShape.ContextBases(kernels: false),
                ValidationWindows = BertShape.Rows,
            },
            Training = new TrainingRecipe { Steps = Steps, BatchSize = BertShape.Rows, WarmupSteps = 0 },
        }, new SilentLog(), CancellationToken.None);
    }
}
