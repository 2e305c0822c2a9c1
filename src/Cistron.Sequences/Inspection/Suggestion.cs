using System.Globalization;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;

namespace Cistron.Sequences.Inspection;

/// <summary>What to try first with the sequences of a file.</summary>
/// <param name="Alphabet">The alphabet.</param>
/// <param name="Task">What the labels ask for; null without labels that make a task.</param>
/// <param name="Tokenizer">K-mers and their stride; null where k-mers do not fit, as for proteins.</param>
/// <param name="TokenizerReason">Why, in one line.</param>
/// <param name="ContextBases">How many bases a model should see at once.</param>
/// <param name="ContextReason">Why, in one line.</param>
public sealed record Suggestion(
    Alphabet Alphabet,
    TaskKind? Task,
    KmerShape? Tokenizer,
    string TokenizerReason,
    long ContextBases,
    string ContextReason)
{
    /// <summary>The tokens of content in a window of 512, which begins with [CLS] and ends with [SEP].</summary>
    public const int MostTokens = 510;

    /// <summary>How often each k-mer should occur in the file on average, to be learned at all.</summary>
    public const int FewestPerKmer = 100;

    private const int SmallestK = 3;
    private const int LargestK = 6;

    /// <summary>The suggestion for sequences, by rules of thumb; null when they have no letters.</summary>
    /// <remarks>
    /// K is the largest from 3 to 6 whose 4^k k-mers would each occur a hundred times. K-mers overlap where there are
    /// labels and 95 % of the sequences fit into 510 tokens; side by side they see k times as many bases, and in
    /// pre-training they do not give each other away. The context is as long as 95 % of the sequences, as far as 510
    /// tokens reach.
    /// </remarks>
    public static Suggestion? For(SequenceSummary sequences)
    {
        if (sequences.Alphabet is not { } alphabet)
            return null;
        TaskKind? task = sequences.Labels?.Task?.Kind;
        long most = (long)sequences.Lengths.Quantile95;
        if (!alphabet.IsNucleic)
            return new Suggestion(alphabet, task, Tokenizer: null,
                "k-mers are made of bases; proteins need single residues",
                Math.Min(most, MostTokens), Reason(most, MostTokens));

        int k = SmallestK;
        while (k < LargestK && sequences.Bases >> (2 * (k + 1)) >= FewestPerKmer)
            k++;
        bool overlaps = task is not null && most <= MostTokens + k - 1;
        var shape = new KmerShape(k, overlaps ? 1 : k);
        long reach = (MostTokens - 1L) * shape.Stride + k;
        string why = Invariant($"{sequences.Bases:N0} bases show each of the {1 << (2 * k):N0} {k}-mers ")
            + Invariant($"{sequences.Bases >> (2 * k):N0} times on average; ")
            + (overlaps ? "overlapping, as the sequences are short enough"
                : task is null ? "side by side, so that masked tokens are not shown by their neighbours"
                : "side by side, as overlapping ones would see too few bases");
        return new Suggestion(alphabet, task, shape, why, Math.Clamp(most, k, reach), Reason(most, reach));
    }

    private static string Reason(long most, long reach) => most <= reach
        ? Invariant($"95 % of the sequences have at most {most:N0}")
        : Invariant($"{MostTokens} tokens reach no further; 95 % of the sequences have at most {most:N0}");

    private static string Invariant(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
