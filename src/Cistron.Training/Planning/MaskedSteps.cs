using Cistron.Models;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Training.Masking;
using Cistron.Training.Recipes;

namespace Cistron.Training.Planning;

/// <summary>What the steps of masked language modelling are like.</summary>
internal static class MaskedSteps
{
    // Lengths and shares are means over draws of the run's own policies.
    private const int SampledLengths = 4096, SampledSteps = 400;

    // A share of masked tokens is soon known: rows of whole chromosomes need not be drawn for it.
    private const int LongestSampledBases = 2048;

    /// <summary>The mean step of a run.</summary>
    /// <param name="recipe">Windows, batch, masking.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="framing">The special tokens around a row.</param>
    /// <param name="split">What is trained on; null where it is not known.</param>
    public static StepShape Of(PretrainRecipe recipe, Tokenizer tokenizer, Framing framing, CorpusSplit? split)
    {
        var (data, training) = (recipe.Data, recipe.Training);
        var rows = new RandomRows(recipe, tokenizer, split?.Training.Select(region => region.Length) ?? []);
        int[] lengths = [.. Enumerable.Range(0, SampledLengths).Select(rows.Bases).Order()
            .Select((bases, row) => rows.Tokens(row, bases) + framing.SpecialTokens()).Order()];
        double? bases = split?.Training.Sum(region => region.Length);
        double stepsPerEpoch = (bases ?? 1e9) / training.BatchSize / training.Accumulate / data.WindowBases;
        double share = TargetShare(recipe, tokenizer, framing, rows, stepsPerEpoch);

        // Rows of a step are sorted by length and cut into passes: each pass has its part of all lengths.
        var passes = Enumerable.Range(0, training.Accumulate).Select(i =>
        {
            int start = (int)((long)i * lengths.Length / training.Accumulate);
            int end = Math.Max(start + 1, (int)((i + 1L) * lengths.Length / training.Accumulate));
            double tokens = training.BatchSize * lengths[start..end].Average();
            return new PassShape(training.BatchSize, lengths[end - 1], tokens, share * tokens);
        });
        return new StepShape([.. passes], bases is null ? null : stepsPerEpoch);
    }

    /// <summary>The policy of a step, with what is drawn once for all its rows.</summary>
    public static MaskingPolicy PolicyAt(PretrainRecipe recipe, Tokenizer tokenizer, double stepsPerEpoch, double shareOfRun)
    {
        long steps = recipe.Training.AllPhases.Sum(phase => phase.StepsFor(stepsPerEpoch));
        long step = (long)(shareOfRun * steps);
        int k = (tokenizer as KmerTokenizer)?.K ?? 1;
        return (recipe.Masking ?? new MaskingRecipe()).Plan(k, steps)
            .At(step, RandomStream.For(recipe.Seed, "span length", step));
    }

    private static double TargetShare(
        PretrainRecipe recipe, Tokenizer tokenizer, Framing framing, RandomRows rows, double stepsPerEpoch)
    {
        double targets = 0, tokens = 0;
        int bases = Math.Min(recipe.Data.WindowBases, LongestSampledBases);
        for (int i = 0; i < SampledSteps; i++)
        {
            var policy = PolicyAt(recipe, tokenizer, stepsPerEpoch, (i + 0.5) / SampledSteps);
            var batch = rows.Masked(first: i, rows: 1, bases, policy, framing);
            (targets, tokens) = (targets + batch.Weight, tokens + batch.Tokens);
        }
        return targets / tokens;
    }
}
