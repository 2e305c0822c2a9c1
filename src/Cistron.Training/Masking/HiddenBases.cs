using Cistron.Sequences.Tokenizers;

namespace Cistron.Training.Masking;

/// <summary>
/// What a masked row really hides. Overlapping tokens that stay visible show bases of the masked ones, so that few bases may
/// be unknown although many tokens are masked.
/// </summary>
/// <param name="Tokens">Tokens with bases.</param>
/// <param name="Bases">Bases under them.</param>
/// <param name="Predicted">Bases under tokens to predict, each counted once.</param>
/// <param name="Unknown">Bases under no token that is shown as it is.</param>
/// <param name="Floor">
/// The least loss, summed over the tokens to predict, in nats, on bases that are independent and uniform: ln 4 for each
/// unknown base of each token to predict that is not shown as it is. Reached by one who copies all that is shown, and sees
/// from its neighbours whether a token was exchanged.
/// </param>
public readonly record struct HiddenBases(long Tokens, long Bases, long Predicted, long Unknown, double Floor)
{
    /// <summary>Counts a row.</summary>
    /// <param name="row">Framed tokens: the first is [CLS].</param>
    /// <param name="spans">The bases of each token, [CLS] left out; in order.</param>
    public static HiddenBases Of(MaskedRow row, IReadOnlyList<TokenSpan> spans)
    {
        if (spans.Count == 0)
            return default;
        int length = spans.Max(span => span.End);
        bool[] known = new bool[length], predicted = new bool[length];
        int next = 0;
        for (int i = 0; i < spans.Count; i++)
        {
            bool isTarget = next < row.Positions.Length && row.Positions[next] == i + 1;
            if (isTarget)
                Mark(predicted, spans[i]);
            if (!isTarget || IsShown(row, next))
                Mark(known, spans[i]);
            if (isTarget)
                next++;
        }

        double floor = 0;
        for (int i = 0; i < row.Positions.Length; i++)
            if (!IsShown(row, i))
                floor += UnknownOf(known, spans[row.Positions[i] - 1]) * Math.Log(4);
        return new HiddenBases(spans.Count, length, predicted.Count(p => p), known.Count(k => !k), floor);
    }

    /// <summary>The counts of two rows together.</summary>
    public static HiddenBases operator +(HiddenBases a, HiddenBases b) =>
        new(a.Tokens + b.Tokens, a.Bases + b.Bases, a.Predicted + b.Predicted, a.Unknown + b.Unknown, a.Floor + b.Floor);

    private static bool IsShown(MaskedRow row, int target) => row.Input[row.Positions[target]] == row.Targets[target];

    private static void Mark(bool[] bases, TokenSpan span) => bases.AsSpan(span.Start, span.Length).Fill(true);

    private static int UnknownOf(bool[] known, TokenSpan span) => known.AsSpan(span.Start, span.Length).Count(false);
}
