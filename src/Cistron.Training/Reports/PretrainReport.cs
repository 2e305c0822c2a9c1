using Cistron.Data.Reports;
using Cistron.Models;
using Cistron.Models.Folders;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Tokenizers;
using Cistron.Training.Masking;
using Cistron.Training.Optimization;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Training.Reports;

/// <summary>
/// The page of a pre-training run: what was learned, beside what must be beaten, and what that shows.
/// </summary>
public sealed record PretrainReport
{
    /// <summary>The whole experiment.</summary>
    public required PretrainRecipe Recipe { get; init; }

    /// <summary>What came out.</summary>
    public required PretrainResult Result { get; init; }

    /// <summary>The shape of the model.</summary>
    public required BackboneConfiguration Backbone { get; init; }

    /// <summary>The model's tokenizer.</summary>
    public required Tokenizer Tokenizer { get; init; }

    /// <summary>The files of the corpus.</summary>
    public required IReadOnlyList<CorpusSource> Sources { get; init; }

    /// <summary>What was trained when.</summary>
    public required TrainingPlan Plan { get; init; }

    /// <summary>What was masked in which step; null where the next token was predicted.</summary>
    public required MaskingPlan? Masking { get; init; }

    /// <summary>What was measured step by step.</summary>
    public required TrainingHistory History { get; init; }

    /// <summary>What the run ran on.</summary>
    public required RunEnvironment Environment { get; init; }

    private bool IsCausal => Result.Predicts == PredictedTokens.Next;

    // Neighbours of a masked token that overlap it show some of its bases; of a next token they hide none of the new ones.
    private bool NeighboursTell => Tokenizer is KmerTokenizer kmers && kmers.Stride < kmers.K && !IsCausal;

    private string Tokens => IsCausal ? "next tokens" : "masked tokens";

    private double TokenChoices => Tokenizer.Vocabulary.Count - SpecialTokens.Names.Count;

    /// <summary>The share that is right, and the loss, of one that knows how tokens overlap and nothing else.</summary>
    private double Guess => Math.Exp(-GuessLoss);

    private double GuessLoss => IsCausal ? Result.UniformLoss : Math.Log(TokenChoices);

    private string Markov => $"order-{Result.MarkovOrder} Markov model";

    /// <summary>The page.</summary>
    public ReportPage Page() => new($"Pre-training: {RunFacts.NameOf(Recipe.Run)}", [
        new ReportSection("Held-out sequence", Table(), HeldOutFigures()),
        new ReportSection("Training", [TrainingFigures(), .. PhaseTable.Of(Plan, History, "loss", "loss")]),
        .. MaskedTokens(),
        new ReportSection("What was trained", Facts(), Corpus()),
        new ReportSection("What the numbers do and do not show", [.. Limits().Select(text => new Paragraph(text))]),
        new ReportSection("Commands", [.. Commands()]),
        new ReportSection("Environment", RunFacts.Environment(Environment)),
    ])
    {
        Lead = $"A language model of {Tokens} with {ReportText.Count(Result.Parameters)} weights, trained for "
            + $"{ReportText.Count(Result.Steps)} steps on {ReportText.Count(Result.TrainingBases)} bases. On held-out "
            + $"sequence it needs {Number(Result.BitsPerBase)} bits per base; guessing needs "
            + $"{Number(Result.UniformBitsPerBase)}, an {Markov} {Number(Result.MarkovBitsPerBase)}.",
        Summary = [KeyNumbers(), .. Warnings().Select(Callout.Warning)],
        Footer = $"Cistron {Environment.Cistron}. The numbers of this page are in `result.json` and `metrics.jsonl` "
            + "beside it.",
    };

    private IEnumerable<ReportSection> MaskedTokens()
    {
        if (Masking is null)
            yield break;
        var section = new MaskingSection(Masking, History);
        yield return new ReportSection("Masked tokens", [section.Figures(), .. section.PhaseTable()]);
    }

    private KeyNumbers KeyNumbers() => new(
        new KeyNumber(Number(Result.BitsPerBase), "bits per held-out base",
            $"guessing {Number(Result.UniformBitsPerBase)}, {Markov} {Number(Result.MarkovBitsPerBase)}"),
        new KeyNumber(ReportText.Percent(Result.Accuracy), $"{Tokens} right",
            $"guessing {ReportText.Percent(Guess)}"),
        new KeyNumber(ReportText.Count(Result.Tokens), "tokens seen",
            $"{Result.Epochs:0.00} passes over the training part"),
        new KeyNumber(ReportText.Duration(Result.Seconds), "training time",
            $"{ReportText.Count(Result.Tokens / Math.Max(Result.Seconds, 1e-9))} tokens a second "
            + $"on {Environment.Device}"));

    private IEnumerable<string> Warnings()
    {
        if (NeighboursTell)
        {
            yield return "Tokens overlap: neighbours of a masked token show some of its bases, and a base under several "
                + "masked tokens is paid for with each. Bits per base can then lie below those of a Markov model "
                + "without anything having been learned about the sequence, and above those of guessing; compare only "
                + "runs with the same tokenizer and masks.";
        }
        else if (Result.BitsPerBase >= Result.UniformBitsPerBase)
        {
            yield return "The model predicts held-out bases no better than guessing. Train longer, or with another "
                + "learning rate.";
        }
        else if (Result.BitsPerBase >= Result.MarkovBitsPerBase)
        {
            yield return $"The model predicts held-out bases better than guessing, but not as well as the {Markov}: it "
                + "has learned less than counts of short words tell. Train longer, or a larger model.";
        }
    }

    private Table Table() => new(
        $"{ReportText.Count(Result.ValidationWindows)} held-out windows of {Recipe.Data.WindowBases} bases",
        [Column.Words("measure"), Column.Numbers("this model"), Column.Numbers(Markov), Column.Numbers("guessing")],
        [
            "bits per base", Number(Result.BitsPerBase), Number(Result.MarkovBitsPerBase),
            Number(Result.UniformBitsPerBase),
        ],
        ["loss, nats per token", Number(Result.Loss), "–", Number(GuessLoss)],
        [$"{Tokens} right", ReportText.Percent(Result.Accuracy), "–", ReportText.Percent(Guess)]);

    private Figures HeldOutFigures()
    {
        var curves = new TrainingCurves(History);
        var bits = curves.Validation("Bits per base", "bits_per_base", new Axis("bits per base"), Result.ReleasedStep,
            new Reference(Result.UniformBitsPerBase, $"guessing {Number(Result.UniformBitsPerBase)}"),
            new Reference(Result.MarkovBitsPerBase, $"{Markov} {Number(Result.MarkovBitsPerBase)}"));
        var right = curves.Validation($"{char.ToUpperInvariant(Tokens[0])}{Tokens[1..]} right", "accuracy",
            new Axis("share") { Minimum = 0 }, Result.ReleasedStep, new Reference(Guess, "guessing"));
        return new Figures(
            new Figure(bits.Draw(), IsCausal
                ? "How many bits the model needs for the next base of held-out sequence: lower is better."
                : "How many bits the model needs for a base that is masked in held-out sequence: lower is better."),
            new Figure(right.Draw(), $"The share of {Tokens} of held-out sequence that the model predicts rightly, out of "
                + $"{ReportText.Count(TokenChoices)} tokens."));
    }

    private Figures TrainingFigures()
    {
        var curves = new TrainingCurves(History);
        List<Reference> references = [new(GuessLoss, $"guessing {Number(GuessLoss)}")];
        // Where neighbours tell, bits per base of the two are not of the same bases.
        double markov = Result.Loss * Result.MarkovBitsPerBase / Result.BitsPerBase;
        if (!NeighboursTell)
            references.Add(new Reference(markov, $"{Markov} {Number(markov)}"));
        return new Figures(
            new Figure(curves.Loss("nats per token", History.Of("validation_loss"), references).Draw(), IsCausal
                ? "In training dropout is on, and the penalties on the outputs are left out of what is drawn. Validation "
                + "below training is therefore no mistake; what matters is that validation goes on falling."
                : "The two losses answer different questions: in training some of the tokens to predict stay visible, "
                + "which is easy, and dropout is on; in validation all of them are masked. What matters is that "
                + "validation goes on falling."),
            new Figure(curves.Throughput().Draw(),
                "Tokens that went through a training step per second; validation is not counted."),
            new Figure(curves.LearningRate(Plan).Draw(), RunFacts.LearningRates(Plan)),
            new Figure(curves.GradientNorm(Recipe.Training.ClipNorm).Draw(),
                "The norm of all gradients before clipping; peaks that grow are a sign of too high a learning rate."));
    }

    private DefinitionList Facts() => new([
        .. RunFacts.Model(Backbone, Tokenizer, Result.Parameters),
        IsCausal ? ("reading", Reading(Recipe.Causal ?? new CausalRecipe())) : ("masking", MaskingWords(Recipe.Masking ?? new MaskingRecipe())),
        ("window", $"{ReportText.Count(Recipe.Data.WindowBases)} bases, strands: {RunFacts.Word(Recipe.Data.Strands)}"),
        ("split", $"{ReportText.Count(Result.TrainingBases)} bases to train on, "
            + $"{ReportText.Count(Result.ValidationBases)} held out"),
        ("corpus SHA-256", $"`{Result.CorpusFingerprint}`"),
        .. RunFacts.Optimization(Recipe.Training, Plan, Result.Steps, Result.Epochs),
        ("released", $"weights of step {ReportText.Count(Result.ReleasedStep)}, the best on validation"),
        ("seed", $"{Recipe.Seed}"),
    ]);

    private static string MaskingWords(MaskingRecipe masking) =>
        $"{ReportText.Percent(masking.Probability)} of the tokens are to be predicted"
        + (masking.Spans is null ? ": " : $", in spans ({RunFacts.Word(masking.Spans.Curriculum)}): ")
        + $"{ReportText.Percent(masking.MaskShare)} of these are masked, "
        + $"{ReportText.Percent(masking.RandomShare)} exchanged, the rest left as they are";

    private static string Reading(CausalRecipe causal) =>
        $"{ReportText.Count(causal.Bptt)} tokens between updates{(causal.Jitter ? ", varied" : "")}, the state carried on; "
        + $"penalties {causal.ActivationPenalty} on outputs and {causal.TemporalPenalty} on their change";

    private Table Corpus() => new("The corpus",
        [Column.Words("file"), Column.Numbers("letters"), Column.Words("remarks")],
        [.. Sources.Select(source => (IReadOnlyList<string>)
            [
                Path.GetFileName(source.Path), ReportText.Count(source.Letters.Total),
                source.Letters.Remarks is { Length: > 0 } remarks ? remarks : "nothing replaced",
            ])]);

    private IEnumerable<string> Limits() =>
    [
        "The held-out windows come from the same files as the training windows. The numbers say how well the model "
            + "predicts unseen stretches of these genomes; they say nothing about other organisms, nor about a task: "
            + "fine-tuning shows that. Repeats that stand in both parts make the numbers better than they would be "
            + "elsewhere.",
        $"The {Markov} is a floor, not a rival. It sees only the {Result.MarkovOrder} bases to the left of the one it "
            + (IsCausal
                ? "predicts; the model sees all that stand before it in its window."
                : "predicts; the masked model sees what is not masked on both sides, but all bases of a masked token are "
                + "hidden from it at once."),
        "The released weights are the best of all validations on the very windows that are reported here, which "
            + "flatters them a little. The numbers come without an interval, from one run with one seed: another seed "
            + "gives other weights.",
    ];

    private IEnumerable<ReportBlock> Commands() =>
    [
        .. RunFacts.Repeating("pretrain", Recipe.Run, Recipe.Seed),
        new CommandBlock(
            CommandText.Of("finetune", null,
                ("run", "runs/task"), ("pretrained", Result.ModelFolder), ("data.folder", "my_task")),
            "Fine-tune the model on a folder with `train.csv`, `dev.csv` and `test.csv`"),
        new CommandBlock(
            CommandText.Of("embed", null,
                ("model", Result.ModelFolder), ("input", "sequences.fa"), ("output", "vectors.npy")),
            "Turn every sequence of a file into one vector"),
    ];

    private static string Number(double value) => ReportText.Number(value);
}
