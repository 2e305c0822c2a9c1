using Cistron.Models;
using Cistron.Models.Folders;
using Cistron.Sequences.Tokenizers;

namespace Cistron.Training.Verbs;

/// <summary>A model with the weights of another software: what a source of models gives to <see cref="Importing"/>.</summary>
/// <param name="Model">With its head.</param>
/// <param name="Predicts">What the head of a language model predicts.</param>
/// <param name="Task">The task of a fine-tuned model; null for a language model.</param>
/// <param name="Tokenizer">The tokenizer that the weights belong to.</param>
/// <param name="Weights">What became of the file's tensors.</param>
/// <param name="TokensWithoutRow">Tokens of the tokenizer that the file has no row for.</param>
/// <param name="UnusedTokens">Tokens of the file that the tokenizer does not make.</param>
internal sealed record ImportedModel(Model Model, PredictedTokens Predicts, SequenceTask? Task, Tokenizer Tokenizer, WeightImport Weights,
    IReadOnlyList<string> TokensWithoutRow, IReadOnlyList<string> UnusedTokens);
