using System.Text.Json;
using Cistron.Torch;
using Cistron.Torch.Autograd;
using Cistron.Torch.Weights;

namespace Cistron.Training.Checkpoints;

/// <summary>
/// The exact state of a trainer in a folder: weights, moments, averages, progress, what steps carry over. Random streams need no saving: they
/// are functions of the seed and the step. A run that goes on from a checkpoint repeats, bit for bit on the same
/// processor, the run that was not stopped.
/// </summary>
public static class Checkpoint
{
    /// <summary>The file of the model's weights in the folder.</summary>
    internal const string WeightsFile = "weights.safetensors";
    private const string OptimizerFile = "optimizer.safetensors";
    private const string CarriedFile = "carried.safetensors";
    private const string StateFile = "state.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    /// <summary>Writes a trainer's state into an existing folder; the caller makes the folder's appearance atomic.</summary>
    public static void Save(Trainer trainer, string folder)
    {
        SafeTensors.Write(Path.Combine(folder, WeightsFile), Weights(trainer));
        SafeTensors.Write(Path.Combine(folder, OptimizerFile), OptimizerState(trainer));
        if (trainer.Objective.Carried.Any())
            SafeTensors.Write(Path.Combine(folder, CarriedFile), trainer.Objective.Carried);
        File.WriteAllText(Path.Combine(folder, StateFile), JsonSerializer.Serialize(trainer.State, Json) + "\n");
    }

    /// <summary>Puts a trainer into the state that a folder holds.</summary>
    /// <exception cref="TrainingException">A file is missing or damaged, or holds the state of another model.</exception>
    public static void Load(Trainer trainer, string folder)
    {
        try
        {
            Load(Path.Combine(folder, WeightsFile), Weights(trainer));
            Load(Path.Combine(folder, OptimizerFile), OptimizerState(trainer));
            LoadCarried(trainer, Path.Combine(folder, CarriedFile));
        }
        catch (WeightFileException e)
        {
            throw new TrainingException($"{e.Message}; delete {folder} to resume from an older checkpoint");
        }
        trainer.State = ReadState(folder);
    }

    /// <summary>
    /// Puts the weights that are to be released into the model, the averages when there are any; the trainer's progress
    /// stays what it is.
    /// </summary>
    /// <inheritdoc cref="Load(Trainer, string)"/>
    public static void LoadReleased(Trainer trainer, string folder)
    {
        var progress = trainer.State;
        Load(trainer, folder);
        trainer.State = progress;
        trainer.Average?.Swap();
    }

    private static TrainingState ReadState(string folder)
    {
        string file = Path.Combine(folder, StateFile);
        try
        {
            return JsonSerializer.Deserialize<TrainingState>(File.ReadAllText(file), Json) ?? throw new JsonException("nothing");
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new TrainingException($"{file} cannot be read; delete {folder} to resume from an older checkpoint");
        }
    }

    private static IEnumerable<KeyValuePair<string, Tensor>> Weights(Trainer trainer) =>
        trainer.Model.Parameters().Select(p => KeyValuePair.Create(p.Key, p.Value.Value));

    private static IEnumerable<KeyValuePair<string, Tensor>> OptimizerState(Trainer trainer) =>
        trainer.Optimizer.State().Concat(trainer.Average?.State() ?? []);

    private static void LoadCarried(Trainer trainer, string file)
    {
        if (!File.Exists(file))
            return;
        using var tensors = SafeTensorsFile.Open(file);
        using var scope = new TensorScope();
        trainer.Objective.Carry(tensors.Names.ToDictionary(name => name, tensors.Load));
    }

    private static void Load(string file, IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        using var weights = SafeTensorsFile.Open(file);
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        foreach (var (name, tensor) in tensors)
        {
            if (!weights.Names.Contains(name) || !weights.Shape(name).SequenceEqual(tensor.Shape))
                throw new TrainingException($"{file} has no '{name}' of this model's shape; it belongs to another model");
            tensor.CopyInPlace(weights.Load(name));
        }
    }
}
