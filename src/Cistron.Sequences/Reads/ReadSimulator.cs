using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Reads;

/// <summary>
/// Draws reads of DNA from known sequences, with substitutions as the only errors: enough to make a task of naming
/// where a read is from, not a model of any sequencing machine.
/// </summary>
/// <param name="rule">How reads are drawn.</param>
/// <param name="seed">The seed; each read has a stream "read" of its own.</param>
public sealed class ReadSimulator(ReadRule rule, ulong seed)
{
    /// <summary>
    /// The reads of a sequence; none when it is shorter than a read, or when a primer does not bind or the stretch between
    /// them is shorter than a read.
    /// </summary>
    /// <param name="bases">The sequence, in the letters of DNA.</param>
    /// <param name="number">Its number, from which the draws come.</param>
    public IReadOnlyList<SimulatedRead> Of(ReadOnlySpan<byte> bases, int number)
    {
        (int start, int end) = Template(bases);
        if (end - start < rule.MinBases)
            return [];
        var reads = new SimulatedRead[rule.ReadsOfSequence];
        for (int read = 0; read < reads.Length; read++)
            reads[read] = Draw(bases, start, end, RandomStream.For(seed, "read", number, read));
        return reads;
    }

    private SimulatedRead Draw(ReadOnlySpan<byte> bases, int start, int end, RandomStream draws)
    {
        int length = Math.Min(end - start, rule.MinBases + (int)draws.NextBelow(rule.MaxBases - rule.MinBases + 1));
        var strand = rule.Strands == StrandSampling.Both && draws.NextBelow(2) == 1 ? Strand.Reverse : Strand.Forward;
        int first = rule.Primers is null ? start + (int)draws.NextBelow(end - start - length + 1)
            : strand == Strand.Forward ? start : end - length;

        byte[] read = bases.Slice(first, length).ToArray();
        if (strand == Strand.Reverse)
            ReverseComplement.InPlace(read, Alphabet.Dna);
        foreach (ref byte letter in read.AsSpan())
            if (draws.NextDouble() < rule.ErrorRate && Alphabet.Dna.IndexOf(letter) is >= 0 and int index)
                letter = Alphabet.Dna.Letters[(index + 1 + (int)draws.NextBelow(3)) % 4];
        return new SimulatedRead(read, first, first + length, strand);
    }

    private (int Start, int End) Template(ReadOnlySpan<byte> bases)
    {
        if (rule.Primers is not var (forward, reverse))
            return (0, bases.Length);
        if (forward.Find(bases) is not { } found)
            return (0, 0);
        int start = found + forward.Length;
        return reverse.ReverseComplement().Find(bases[start..]) is { } length ? (start, start + length) : (0, 0);
    }
}
