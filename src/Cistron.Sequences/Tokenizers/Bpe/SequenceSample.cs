using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tokenizers.Bpe;

/// <summary>
/// A part of a stream of sequences that is spread evenly over it and has a bounded number of bases, whatever the length of the
/// stream: pieces of <see cref="PieceBases"/> bases, of which those with the least keys stay (bottom-k sampling, Cohen and Kaplan
/// 2007). Pieces that follow each other are joined again; a stream that fits is kept whole.
/// </summary>
/// <param name="mostBases">The most bases to keep, 1 to <see cref="MostBases"/>.</param>
/// <param name="seed">Keys are drawn from the stream "tokenizer sample" at the number of the piece.</param>
public sealed class SequenceSample(long mostBases, ulong seed)
{
    /// <summary>The most bases that a sample can have: half of them may stand alone, with a break behind each.</summary>
    public const long MostBases = PairIndex.LongestText / 2;

    /// <summary>Bases of a piece; one at the end of a sequence has less.</summary>
    public const int PieceBases = 1 << 12;

    /// <summary>Bytes of memory that training takes for each base: the sample, and the index of its pairs.</summary>
    public const int BytesPerBase = 1 + PairIndex.BytesPerLetter;

    private readonly PriorityQueue<Piece, ulong> _pieces = new(Comparer<ulong>.Create((a, b) => b.CompareTo(a)));
    private long _seen;

    /// <summary>Bases of the stream so far.</summary>
    public long StreamBases { get; private set; }

    /// <summary>Bases that are kept.</summary>
    public long Bases { get; private set; }

    /// <summary>Adds the next sequence of the stream.</summary>
    public void Add(ReadOnlySpan<byte> bases)
    {
        StreamBases += bases.Length;
        for (int start = 0; start < bases.Length; start += PieceBases)
        {
            var piece = bases[start..Math.Min(bases.Length, start + PieceBases)];
            ulong key = RandomStream.Key(seed, "tokenizer sample", _seen);
            // A piece that would have to go at once need not be copied.
            if (Bases + piece.Length > mostBases && (!_pieces.TryPeek(out _, out ulong worst) || key > worst))
                _seen++;
            else
                Keep(new Piece(_seen++, start > 0, piece.ToArray()), key);
        }
    }

    private void Keep(Piece piece, ulong key)
    {
        _pieces.Enqueue(piece, key);
        Bases += piece.Bases.Length;
        while (Bases > mostBases)
            Bases -= _pieces.Dequeue().Bases.Length;
    }

    /// <summary>The kept bases as indices into an alphabet, with breaks between stretches of them.</summary>
    internal int[] Text(Alphabet alphabet)
    {
        Piece[] pieces = [.. _pieces.UnorderedItems.Select(item => item.Element).OrderBy(piece => piece.Number)];
        int[] text = new int[Bases + pieces.Length];
        Array.Fill(text, PairIndex.Break);
        int length = 0;
        for (int i = 0; i < pieces.Length; i++)
        {
            bool goesOn = i > 0 && pieces[i].IsContinuation && pieces[i].Number == pieces[i - 1].Number + 1;
            if (i > 0 && !goesOn)
                length++;
            foreach (byte letter in pieces[i].Bases)
                text[length++] = alphabet.IndexOf(letter);
        }
        return text;
    }

    /// <summary>A piece of a sequence.</summary>
    /// <param name="Number">Its number in the stream.</param>
    /// <param name="IsContinuation">Whether it goes on where the piece before it ends.</param>
    /// <param name="Bases">Its bases.</param>
    private sealed record Piece(long Number, bool IsContinuation, byte[] Bases);
}
