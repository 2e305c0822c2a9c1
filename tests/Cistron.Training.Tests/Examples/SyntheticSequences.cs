using System.Text;
using Cistron.Sequences.Randomness;

namespace Cistron.Training.Tests.Examples;

/// <summary>Sequences that are made up, the same ones every time.</summary>
internal static class SyntheticSequences
{
    /// <summary>Uniform random bases.</summary>
    public static string Random(int length, RandomStream draws) =>
        string.Create(length, draws, (bases, stream) =>
        {
            for (int i = 0; i < bases.Length; i++)
                bases[i] = "ACGT"[(int)stream.NextBelow(4)];
        });

    /// <summary>A FASTA text of random records called r0, r1 ….</summary>
    public static string Fasta(int records, int length, ulong seed = 1)
    {
        var text = new StringBuilder();
        for (int i = 0; i < records; i++)
            text.Append('>').Append('r').Append(i).Append('\n')
                .Append(Random(length, RandomStream.For(seed, "words", i))).Append('\n');
        return text.ToString();
    }

    /// <summary>
    /// Rows of random bases, every other one with the motif GGGGGG somewhere in it; the others have no GGG at all.
    /// </summary>
    public static IEnumerable<(string Bases, bool HasMotif)> WithAndWithoutMotif(int rows, int length, ulong seed = 1)
    {
        for (int i = 0; i < rows; i++)
        {
            var draws = RandomStream.For(seed, "words", i);
            string bases = Random(length, draws).Replace("GGG", "GAG", StringComparison.Ordinal);
            int start = (int)draws.NextBelow(length - 5);
            yield return i % 2 == 0 ? (bases[..start] + "GGGGGG" + bases[(start + 6)..], true) : (bases, false);
        }
    }

    /// <summary>The same as a CSV table whose labels are functions of the motif.</summary>
    public static string Table(int rows, int length, Func<bool, string> label, ulong seed = 1) =>
        "sequence,label\n" + string.Concat(
            WithAndWithoutMotif(rows, length, seed).Select(row => $"{row.Bases},{label(row.HasMotif)}\n"));
}
