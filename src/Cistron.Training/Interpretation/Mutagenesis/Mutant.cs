using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;

namespace Cistron.Training.Interpretation.Mutagenesis;

/// <summary>A sequence as it is, or with one change; the one as it is stands before those with its changes.</summary>
/// <param name="Sequence">The name of the sequence or contig.</param>
/// <param name="Id">The name of the variant; empty where it has none.</param>
/// <param name="Start">The first changed base, 0-based.</param>
/// <param name="Reference">The bases that stand there; none for an insertion between two bases.</param>
/// <param name="Alternative">What stands there instead; null for the sequence as it is.</param>
/// <param name="Bases">What the model is to see.</param>
public sealed record Mutant(string Sequence, string Id, long Start, byte[] Reference, byte[]? Alternative, byte[] Bases)
{
    /// <summary>The change in words, such as <c>A&gt;C</c>; <c>-</c> stands for no bases.</summary>
    public string Change => $"{Text(Reference)}>{Text(Alternative ?? Reference)}";

    /// <summary>A sequence as it is, and then each base in turn as each of the three others; ambiguous bases stay.</summary>
    public static IEnumerable<Mutant> SubstitutionsOf(NamedSequence sequence, Alphabet alphabet)
    {
        yield return new Mutant(sequence.Id, "", 0, [], null, sequence.Bases);
        for (int i = 0; i < sequence.Bases.Length; i++)
        {
            if (!alphabet.IsCanonical(sequence.Bases[i]))
                continue;
            byte[] reference = [sequence.Bases[i]];
            foreach (byte letter in alphabet.Letters.ToArray().Where(letter => letter != reference[0]))
            {
                byte[] bases = [.. sequence.Bases];
                bases[i] = letter;
                yield return new Mutant(sequence.Id, "", i, reference, [letter], bases);
            }
        }
    }

    /// <summary>Bases as text; <c>-</c> for none.</summary>
    internal static string Text(byte[] bases) => bases.Length == 0 ? "-" : Encoding.ASCII.GetString(bases);
}
