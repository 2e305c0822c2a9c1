using System.Diagnostics;
using Cistron.Models;
using Cistron.Models.Folders;
using Cistron.Runs.Folders;
using Cistron.Torch;
using Cistron.Torch.Autograd;
using Cistron.Training;
using Cistron.Training.Checkpoints;
using Cistron.Training.Recipes;

namespace Cistron.Bench.Cases.Bert;

/// <summary>Writing a checkpoint of a training, or going on from it.</summary>
/// <param name="resumes">Whether one is read, and not written.</param>
internal sealed class CheckpointKeeping(bool resumes) : Case
{
    public const string Work = "checkpoint";

    private const long Step = 7;

    private static readonly string[] Deeds = ["write", "resume"];

    public override string Name => $"checkpoint-{Deeds[resumes ? 1 : 0]}";

    public override string Title => resumes ? "Resuming from a checkpoint" : "Writing a checkpoint";

    public override string Unit => "weights";

    public override IReadOnlyList<long> Sizes => [.. BertShape.All.Select(shape => shape.Weights)];

    public override long LargestByDefault => BertShape.LargestByDefault.Weights;

    public override string Notes =>
        "The weights of a masked language model on 3-mers, both moments of AdamW for each of them, and the progress: "
        + $"{string.Join(", ", BertShape.All.Select(shape => $"{shape.Layers}×{shape.Dimensions}"))} (layers × dimensions), "
        + "the largest only where `--largest` asks for it. Model and optimizer are in "
        + (resumes
            ? "memory; the time is that of reading a checkpoint, which lies in the page cache, into them. PyTorch is `torch.load` and `load_state_dict` of both. "
            : "memory; the time is that of writing. Cistron writes safetensors files, flushes them to the disk, and then gives their folder its "
                + "name. `torch.save` leaves the file to the page cache; flushed, it does what Cistron does, but for the name. ")
        + "Sums over the squares of weights and over the moments are compared in every repetition.";

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        string model = BertShape.Of(size).LanguageModel(kernels: false, folder), own = Path.Combine(folder, $"checkpoints-{size}");
        string file = Path.Combine(folder, $"checkpoint-{size}.pt");
        Works.Call(Work, [model, own, Deeds[0]]);
        Contestant PyTorch(string name, string deed) =>
            Contestant.Python(name, "checkpoint.py", new CheckpointFolders(own).Newest!.Path, file, deed);
        if (!File.Exists(file))
            PyTorch("PyTorch", Deeds[0]).Run();
        var cistron = Contestant.Cistron(Work, model, own, Deeds[resumes ? 1 : 0]);
        return resumes
            ? [cistron, PyTorch("torch.load", Deeds[1])]
            : [cistron, PyTorch("torch.save, flushed", "flush"), PyTorch("torch.save", Deeds[0])];
    }

    /// <summary>What Cistron does: model folder, checkpoints, and whether to write or to resume.</summary>
    public static Outcome Keep(string[] arguments)
    {
        var trainer = new Trainer(new Untrained(ModelFolder.Open(arguments[0]).LoadLanguageModel()), new TrainingRecipe { Steps = 2 * Step }, seed: 1);
        var checkpoints = new CheckpointFolders(arguments[1]);
        bool resumes = arguments[2] == Deeds[1];
        if (!resumes)
            DrawMoments(trainer);
        long start = Stopwatch.GetTimestamp();
        if (resumes)
            Checkpoint.Load(trainer, checkpoints.Newest!.Path);
        else
            checkpoints.Write(Step, folder => Checkpoint.Save(trainer, folder));
        return new Outcome(Stopwatch.GetElapsedTime(start).TotalSeconds, Sums(trainer));
    }

    // Any numbers will do that differ from each other and from 0.
    private static void DrawMoments(Trainer trainer)
    {
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        var moments = trainer.Optimizer.State().ToDictionary();
        foreach (var (name, parameter) in trainer.Model.Parameters())
        {
            moments[$"exp_avg.{name}"].CopyInPlace(parameter.Value * 0.01);
            moments[$"exp_avg_sq.{name}"].CopyInPlace(parameter.Value * parameter.Value * 0.01);
            moments[$"step.{name}"].CopyInPlace(Tensor.From<long>([Step]));
        }
    }

    private static double[] Sums(Trainer trainer)
    {
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        double Sum(IEnumerable<Tensor> tensors) => tensors.Sum(tensor => tensor.Abs().Sum().ToDouble());
        return [Sum(trainer.Model.Parameters().Select(p => p.Value.Value * p.Value.Value)), Sum(trainer.Optimizer.State().Select(moment => moment.Value))];
    }

    private sealed class Untrained(Model model) : Objective
    {
        public override Model Model => model;

        public override string SelectionMetric => "loss";

        public override bool HigherIsBetter => false;

        public override double StepsPerEpoch => 1;

        public override IReadOnlyList<Batch> Batches(long step) => [];

        public override BatchLoss Loss(Batch batch) => throw new NotSupportedException("Nothing is trained here.");

        public override IReadOnlyDictionary<string, double> Validate() => new Dictionary<string, double>();
    }
}
