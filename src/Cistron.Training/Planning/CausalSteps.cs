using Cistron.Sequences.Corpora;
using Cistron.Sequences.Tokenizers;
using Cistron.Training.Recipes;

namespace Cistron.Training.Planning;

/// <summary>What the steps of next-token prediction are like.</summary>
internal static class CausalSteps
{
    /// <summary>
    /// The mean step of a run: one window of pieces that are read side by side. Pieces are taken to be as long as they are
    /// on average, and jitter to change nothing.
    /// </summary>
    /// <param name="recipe">Pieces, windows, batch.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="split">What is trained on; null where it is not known.</param>
    public static StepShape Of(PretrainRecipe recipe, Tokenizer tokenizer, CorpusSplit? split)
    {
        var training = recipe.Training;
        var pieces = split is null ? null : new CorpusPieces(split.Training, recipe.Data.WindowBases, 0);
        double bases = pieces is null
            ? recipe.Data.WindowBases
            : (double)split!.Training.Sum(region => region.Length) / pieces.Count;
        int tokens = Math.Max(1, tokenizer.TokenCount((int)Math.Ceiling(bases)));
        int bptt = (recipe.Causal ?? new CausalRecipe()).Bptt;
        double windows = Math.Ceiling((double)tokens / bptt);
        double ofPass = training.BatchSize * tokens / windows;
        var pass = new PassShape(training.BatchSize, Math.Min(bptt, tokens), ofPass, ofPass);
        long rows = (long)training.BatchSize * training.Accumulate;
        return new StepShape([.. Enumerable.Repeat(pass, training.Accumulate)],
            pieces is null ? null : Math.Ceiling((double)pieces.Count / rows) * windows);
    }
}
