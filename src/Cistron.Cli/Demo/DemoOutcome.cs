using Cistron.Data.Tables;
using Cistron.Evaluation.Metrics;
using Cistron.Models.Folders;
using Cistron.Runs.Folders;
using Cistron.Sequences.Alphabets;
using Cistron.Training.Reports;
using Cistron.Training.Verbs;

namespace Cistron.Cli.Demo;

/// <summary>What the demo's runs came to, read back from their folders.</summary>
internal sealed class DemoOutcome
{
    /// <summary>What charts and tables call the k-mer baseline.</summary>
    public const string Baseline = "k-mer baseline";

    /// <summary>What charts and tables call the baseline that knows where each letter stands.</summary>
    public const string Positions = "letters by place";

    private readonly Dictionary<string, Arm[]> _arms;

    private DemoOutcome(PretrainResult pretrain, SequenceTask task, Dictionary<string, Arm[]> arms, LabelledData test)
    {
        (Pretrain, Task, _arms, Test) = (pretrain, task, arms, test);
        Means = arms.ToDictionary(a => a.Key, a => (IPredictions)new MeanPredictions([.. a.Value.Select(arm => arm.Predictions)]));
    }

    /// <summary>The language model's result.</summary>
    public PretrainResult Pretrain { get; }

    /// <summary>Gene start or not.</summary>
    public SequenceTask Task { get; }

    /// <summary>The test rows with their sequences.</summary>
    public LabelledData Test { get; }

    /// <summary>The methods' names, best-founded first.</summary>
    public IReadOnlyCollection<string> Methods => _arms.Keys;

    /// <summary>Each method's metrics as means over seeds.</summary>
    public IReadOnlyDictionary<string, IPredictions> Means { get; }

    /// <summary>A method's answers, one a seed.</summary>
    public IReadOnlyList<Arm> Seeds(string method) => _arms[method];

    /// <summary>All methods' answers of the first seed.</summary>
    public JudgedRows FirstSeed => new(Task, Test, [.. _arms.Values.Select(arms => arms[0])]);

    /// <summary>Reads the finished runs.</summary>
    public static DemoOutcome Read()
    {
        var pretrain = JsonFile.Read<PretrainResult>(new RunPaths($"{DemoArm.Runs}/pretrain").Result);
        var task = ModelFolder.Open(new RunPaths(DemoArm.Pretrained.RunOf(1)).Model).Description.Task!;
        var arms = new Dictionary<string, Arm[]>();
        foreach (var arm in DemoArm.All)
            arms[arm.Name] = [.. Judged(arm, task).Select(rows => rows.Arms[0] with { Name = arm.Name })];
        arms[Baseline] = [.. Judged(DemoArm.Pretrained, task).Select(rows => rows.Arms[1] with { Name = Baseline })];
        arms[Positions] = [.. Judged(DemoArm.Pretrained, task).Select(rows => rows.Arms[2] with { Name = Positions })];
        var test = LabelledData.Read("samples/data/gene_starts/test.csv.gz", Alphabet.Dna, null, null);
        return new DemoOutcome(pretrain, task, arms, test);
    }

    private static IEnumerable<JudgedRows> Judged(DemoArm arm, SequenceTask task) => DemoArm.Seeds.Select(seed =>
        PredictionTable.Read(PredictionTable.PathIn(new RunPaths(arm.RunOf(seed))), task, (ulong)seed));
}
