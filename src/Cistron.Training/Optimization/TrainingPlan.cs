using Cistron.Models;
using Cistron.Runs.Recipes;
using Cistron.Torch.Modules;
using Cistron.Torch.Optimizers;
using Cistron.Training.Recipes;

namespace Cistron.Training.Optimization;

/// <summary>
/// What happens to the parameters of a model over the steps of a run: a pure function of the step, so that a run can be
/// resumed in the middle of any phase.
/// </summary>
/// <param name="Phases">At least one, each beginning where the one before it ends.</param>
public sealed record TrainingPlan(IReadOnlyList<TrainingPhase> Phases)
{
    /// <summary>Updates of the whole run.</summary>
    public long Steps => Phases[^1].End;

    /// <summary>The parameters that are trained at some time, each once, by name.</summary>
    public IEnumerable<KeyValuePair<string, Parameter>> Trained =>
        Phases.SelectMany(phase => phase.Trained).SelectMany(group => group.Parameters).DistinctBy(p => p.Key);

    /// <summary>
    /// The phase of the update number <paramref name="step"/>, counted from 0; the last one from there on.
    /// </summary>
    public TrainingPhase PhaseAt(long step) => Phases.FirstOrDefault(phase => step < phase.End) ?? Phases[^1];

    /// <summary>The plan of a recipe.</summary>
    /// <param name="recipe">Phases, rates, schedule, decay.</param>
    /// <param name="model">The model that is to be trained.</param>
    /// <param name="stepsPerEpoch">Updates of one pass over the training data.</param>
    /// <exception cref="RecipeException">A phase trains more layer groups than the model has.</exception>
    public static TrainingPlan Of(TrainingRecipe recipe, Model model, double stepsPerEpoch)
    {
        List<TrainingPhase> phases = [];
        foreach (var phase in recipe.AllPhases)
        {
            string key = recipe.Phases.Count == 0 ? "training.train" : $"training.phases[{phases.Count}].train";
            long start = phases.Count == 0 ? 0 : phases[^1].End, steps = phase.StepsFor(stepsPerEpoch);
            var groups = model.LayerGroups;
            int frozen = groups.Count - TrainedCount(phase.Train!, groups, key);
            phases.Add(new TrainingPhase
            {
                Name = phase.Train!,
                Start = start,
                Steps = steps,
                HighestRate = phase.LearningRate!.Value,
                Schedule = ScheduleOf(recipe, phase.LearningRate.Value, steps),
                LayerGroups = [.. groups.Skip(frozen).Select(group => group.Name)],
                Trained = GroupsOf(recipe, phase, model, groups, frozen),
                Frozen = [.. groups.Take(frozen).SelectMany(group => group.Parameters)],
            });
        }
        return new TrainingPlan(phases);
    }

    private static int TrainedCount(string words, IReadOnlyList<LayerGroup> groups, string key)
    {
        int count = TrainedGroups.Count(words, groups.Count)!.Value;
        return count <= groups.Count
            ? count
            : throw new RecipeException([new RecipeFault(key, $"asks for the {words}, but this model has {groups.Count}: "
                + string.Join(", ", groups.Select(group => group.Name)))]);
    }

    private static LearningRateSchedule ScheduleOf(TrainingRecipe recipe, double peak, long steps) =>
        recipe.Schedule == Schedule.OneCycle
            ? (recipe.OneCycle ?? new OneCycleRecipe()).Over(steps, peak)
            : new WarmupSchedule(peak, Math.Min(recipe.WarmupSteps ?? steps / 10, steps), steps, recipe.Schedule);

    /// <summary>
    /// The trained parameters with like treatment together, so that the optimizer passes over few lists.
    /// </summary>
    private static IReadOnlyList<ParameterGroup> GroupsOf(
        TrainingRecipe recipe, PhaseRecipe phase, Model model, IReadOnlyList<LayerGroup> groups, int frozen)
    {
        var factors = new Dictionary<Parameter, double>();
        for (int i = frozen; i < groups.Count; i++)
            foreach (var parameter in groups[i].Parameters)
                factors.Add(parameter, RateFactor(recipe, phase, groups.Count - 1 - i, groups.Count));
        return [.. model.Parameters().Where(p => factors.ContainsKey(p.Value))
            .GroupBy(p => (Decays: recipe.WeightDecayScope == DecayScope.All || p.Value.Value.Shape.Length >= 2,
                Factor: factors[p.Value]))
            .Select(alike => new ParameterGroup(
                [.. alike], alike.Key.Decays ? recipe.WeightDecay : 0, alike.Key.Factor, recipe.WeightDecayForm == DecayForm.L2))];
    }

    /// <summary>What a layer group's rate is of the uppermost one's, frozen groups counted in.</summary>
    private static double RateFactor(TrainingRecipe recipe, PhaseRecipe phase, int belowHead, int groups) =>
        phase.LowestLearningRate is { } lowest && groups > 1
            ? Math.Pow(lowest / phase.LearningRate!.Value, (double)belowHead / (groups - 1))
            : Math.Pow(recipe.LearningRateRatio, -belowHead);
}
