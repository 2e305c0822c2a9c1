using Cistron.Evaluation.Metrics;
using Cistron.Models.Inference;
using Cistron.Training.Data;

namespace Cistron.Training.Verbs;

/// <summary>What fine-tuning works with.</summary>
/// <param name="Data">The tables.</param>
/// <param name="Predictor">The model with its task, on its device.</param>
/// <param name="Selection">The metric that weights are chosen by.</param>
/// <param name="Objective">Batches, loss and metrics.</param>
/// <param name="LongSequences">Sequences beyond the context.</param>
internal sealed record FinetuneSetup(
    TaskData Data, IPredictor Predictor, Metric Selection, Objective Objective, int LongSequences);
