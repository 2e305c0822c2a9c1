using Cistron.Sequences.Tokenizers;

namespace Cistron.Models;

/// <summary>
/// Which hidden states answer for each base of a batch: those whose span covers it, at the offset that it has in the span. A
/// base that none covers, as in a tail that is dropped, is answered for by the last state before it, or by that of [CLS] where
/// there is none.
/// </summary>
public sealed class BaseCoverage
{
    private BaseCoverage(long[] places, float[] weights, int bases, int width) =>
        (Places, Weights, Bases, Width) = (places, weights, bases, width);

    /// <summary>
    /// (N, M): rows of an array (B · S · k) that holds, for each state of a padded batch, its answers at k offsets.
    /// </summary>
    public long[] Places { get; }

    /// <summary>(N, M): 1 over the number of states that answer for the base; 0 where M is more than that.</summary>
    public float[] Weights { get; }

    /// <summary>N, the bases of all rows one after the other.</summary>
    public int Bases { get; }

    /// <summary>M, the most states that answer for one base.</summary>
    public int Width { get; }

    /// <summary>The coverage of a batch of rows that are padded to the longest of them.</summary>
    /// <param name="rows">At least one.</param>
    /// <param name="stateBases">k, the most bases that a hidden state stands for.</param>
    /// <param name="tokensPerState">Tokens that share a hidden state.</param>
    public static BaseCoverage Of(IReadOnlyList<SpannedRow> rows, int stateBases, int tokensPerState = 1)
    {
        IReadOnlyList<TokenSpan>[] spans = [.. rows.Select(row => row.StateSpans(tokensPerState))];
        // Special tokens have states of their own.
        int states = rows.Select((row, i) => row.Ids.Length - row.Spans.Count + spans[i].Count).Max(), bases = rows.Sum(row => row.Bases);
        var answers = new List<long>[bases];
        int first = 0;
        for (int row = 0; row < rows.Count; first += rows[row++].Bases)
        {
            for (int i = 0; i < rows[row].Bases; i++)
                answers[first + i] = [];
            for (int state = 0; state < spans[row].Count; state++)
            {
                var span = spans[row][state];
                for (int i = span.Start; i < span.End; i++)
                    answers[first + i].Add(Place(row, state, i - span.Start));
            }
            for (int i = 0; i < rows[row].Bases; i++)
                if (answers[first + i].Count == 0)
                    answers[first + i].Add(PlaceBefore(row, i));
        }

        int width = answers.Max(places => places.Count);
        long[] all = new long[bases * width];
        float[] weights = new float[bases * width];
        for (int i = 0; i < bases; i++)
        {
            answers[i].CopyTo(all, i * width);
            weights.AsSpan(i * width, answers[i].Count).Fill(1f / answers[i].Count);
        }
        return new BaseCoverage(all, weights, bases, width);

        // [CLS] stands before the first state of content.
        long Place(int row, int state, int offset) => ((long)row * states + state + 1) * stateBases + Math.Min(offset, stateBases - 1);

        long PlaceBefore(int row, int i)
        {
            int state = spans[row].Count - 1;
            while (state >= 0 && spans[row][state].Start > i)
                state--;
            return Place(row, state, state < 0 ? i : i - spans[row][state].Start);
        }
    }
}
