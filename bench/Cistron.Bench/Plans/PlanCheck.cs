using Cistron.Bench.Cases.Bert;
using Cistron.Training.Planning;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Bench.Plans;

/// <summary>
/// What <c>pretrain --plan</c> works out beside what its few steps take, over models and lengths of rows: whether the arithmetic
/// can be trusted where nothing is measured, which is on other machines. Every step is made in a process of its own.
/// </summary>
internal static class PlanCheck
{
    public const string Name = "plan", Work = "planned-step";

    /// <summary>Tokens of a step, at most; of a large model fewer are looked at.</summary>
    public const int BatchTokens = 8_192;

    private const int ShortestRow = 128;

    // Rows of BERT base beyond these take minutes.
    private static readonly (BertShape Shape, int LongestRow)[] Models =
        [(BertShape.All[0], BatchTokens), (BertShape.All[1], BatchTokens), (BertShape.All[2], 1_024)];

    /// <summary>Plans and measures them all.</summary>
    /// <param name="folder">Where models are kept between runs.</param>
    /// <param name="largest">The longest row that is wanted, in tokens.</param>
    public static IEnumerable<PlannedStep> Run(string folder, double largest)
    {
        foreach (var (shape, longest) in Models)
            for (int tokens = ShortestRow; tokens <= Math.Min(longest, largest); tokens *= 2)
            {
                string model = (shape with { Positions = BatchTokens }).LanguageModel(kernels: false, folder);
                Outcome told = Contestant.Cistron(Work, model, $"{tokens}").Run().Outcome;
                yield return new PlannedStep($"{shape.Layers}×{shape.Dimensions}", tokens, (long)told.Answers[0], told.Answers[1],
                    told.Answers[2], told.Operations!.Value, told.Seconds);
            }
    }

    /// <summary>What a process does: the seconds of a pass; its rows, the bytes that were planned, and those that were measured.</summary>
    public static Outcome Measure(string[] arguments)
    {
        int tokens = int.Parse(arguments[1]);
        var recipe = new PretrainRecipe
        {
            Device = "cpu",
            Pretrained = arguments[0],
            // There is no such file, and the plan needs none.
            Data = new CorpusRecipe { Corpus = ["genome.fa"], WindowBases = BertShape.BasesOf(tokens) },
            Training = new TrainingRecipe { Steps = 1_000, BatchSize = BatchTokens / tokens },
        };
        var measured = Estimating.Run(recipe, new EstimateConditions(), new SilentLog(), CancellationToken.None).Measured!;
        return new Outcome(measured.PassSeconds, [measured.Pass.Rows, measured.EstimatedBytes, measured.PeakBytes ?? double.NaN])
        {
            Operations = measured.Operations,
        };
    }
}
