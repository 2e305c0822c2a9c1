using Cistron.Models;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Tokenizers;
using Cistron.Training.Objectives;

namespace Cistron.Training.Verbs;

/// <summary>What pre-training works with, beside its corpus.</summary>
/// <param name="Split">What is trained on and what is held out.</param>
/// <param name="Held">The windows that are validated on.</param>
/// <param name="Tokenizer">Bases to tokens.</param>
/// <param name="Configuration">The shape of the backbone.</param>
/// <param name="Model">The model, on its device.</param>
/// <param name="Objective">Batches, loss and metrics.</param>
internal sealed record PretrainSetup(CorpusSplit Split, IReadOnlyList<CorpusRegion> Held, Tokenizer Tokenizer,
    BackboneConfiguration Configuration, MaskedLanguageModel Model, MaskedLanguageObjective Objective);
