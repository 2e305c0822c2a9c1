using System.CommandLine;
using Cistron.Cli.Demo;
using Cistron.Cli.Doctor;
using Cistron.Data.Verbs;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary>Something that the tool can do. A new one is a class in a file of its own and a line in <see cref="All"/>.</summary>
internal abstract class Verb
{
    /// <summary>Every verb, in the order in which help shows them.</summary>
    public static IReadOnlyList<Verb> All =>
    [
        new DemoVerb(DemoRuns.Run),
        new DoctorVerb(Examination.Run),
        new InspectVerb(Inspecting.Run),
        new WindowsVerb(Windowing.Run),
        new SplitVerb(Splitting.Run),
        new AuditVerb(Auditing.Run),
        new ReadsVerb(Sequencing.Run),
        new FeaturesVerb(Measuring.Run),
        new ExportVerb(Exporting.Run),
        new TokenizerVerb(TokenizerTraining.Run),
        new PretrainVerb(Pretraining.Run, Estimating.Run),
        new FinetuneVerb(Finetuning.Run),
        new TransferVerb(Transferring.Run),
        new ImportVerb<FastaiImportRecipe>("fastai", "an AWD-LSTM that fastai 1 trained",
            "weights=encoder.pth vocabulary=itos.npy tokenizer.k=5 tokenizer.stride=2 output=models/ecoli", FastaiImporting.Run),
        new ImportVerb<DnabertImportRecipe>("dnabert", "a BERT of k-mers that Hugging Face's software saved",
            "weights=DNA_bert_6 output=models/dnabert6", DnabertImporting.Run),
        new LearningRateVerb<PretrainRecipe>("pretrain", "recipes/demo/pretrain.yaml run=runs/ecoli", RateFinding.Run),
        new LearningRateVerb<FinetuneRecipe>(
            "finetune", "run=runs/gene_starts data.folder=samples/data/gene_starts", RateFinding.Run),
        new SweepVerb((recipe, log, stop) => Sweeping.Run(recipe, ThisTool.Words, log, stop)),
        new BenchmarkVerb(Benchmarking.Run),
        new EvaluateVerb(Evaluating.Run),
        new PredictVerb(Predicting.Run),
        new EmbedVerb(Embedding.Run),
        new ScanVerb(Scanning.Run),
        new BasesVerb(BaseScoring.Run),
        new MotifsVerb(MotifFinding.Run),
        new MutagenesisVerb(Mutating.Run),
        new PerturbationVerb(Perturbing.Run),
        new AttentionVerb(AttentionReading.Run),
        new AccuracyVerb(AccuracyScoring.Run),
        new FramesVerb(FrameShifting.Run),
        new TokensVerb(TokenMapping.Run),
        new CourseVerb(CourseMapping.Run),
    ];

    /// <summary>The word on the command line, or two: those that begin alike are listed together.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, in less than a line.</summary>
    public abstract string Summary { get; }

    /// <summary>Commands that work in a fresh checkout, in the order given, as people type them.</summary>
    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>What may stand behind the word: <c>[recipe.yaml] [key=value …]</c>.</summary>
    public abstract string Usage { get; }

    /// <summary>Whether it can be stopped early and then ends with <see cref="ExitCode.Stopped"/>.</summary>
    public virtual bool IsResumable => false;

    /// <summary>Adds the verb's arguments and options to its command.</summary>
    public abstract void Declare(Command command);

    /// <summary>Does it.</summary>
    public abstract ExitCode Run(ParseResult arguments, Terminal terminal, CancellationToken stop);

    /// <summary>Writes what help says below the usage.</summary>
    public abstract void Explain(IAnsiConsole console);

    /// <summary>The option that every verb with a result has.</summary>
    protected static Option<bool> JsonOption() => new("--json");
}
