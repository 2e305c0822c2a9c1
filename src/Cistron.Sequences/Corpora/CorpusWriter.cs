using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.TwoBit;

namespace Cistron.Sequences.Corpora;

/// <summary>
/// Takes the raw letters of a corpus in, record by record, into its file of bases; and what that cannot hold, for its
/// index.
/// </summary>
/// <param name="bases">The file of bases.</param>
/// <param name="alphabet">What letters are brought into.</param>
internal sealed class CorpusWriter(TwoBitWriter bases, Alphabet alphabet)
{
    private const int BlockBases = 1 << 16;

    private readonly byte[] _block = new byte[BlockBases];
    private readonly uint[] _counts = new uint[alphabet.Letters.Length];
    private SequenceCleaner _cleaner = new(alphabet, "");
    private string _id = "";
    private long _line;
    private long _start;
    private int _blockLength;

    /// <summary>The bases taken in so far.</summary>
    public long Length { get; private set; }

    /// <summary>The records begun so far.</summary>
    public int Records { get; private set; }

    /// <summary>See <see cref="CorpusIndex.LetterCounts"/>.</summary>
    public List<uint> LetterCounts { get; } = [];

    /// <summary>See <see cref="CorpusIndex.Ambiguity"/>.</summary>
    public AmbiguityRuns Ambiguity { get; } = new();

    /// <summary>Begins a record.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="line">The 1-based line on which it starts.</param>
    /// <param name="cleaner">That of its file.</param>
    public void Begin(string id, long line, SequenceCleaner cleaner)
    {
        (_id, _line, _cleaner, _start) = (id, line, cleaner, Length);
        Records++;
        bases.Begin(id);
    }

    /// <summary>Takes raw letters of the record in.</summary>
    /// <exception cref="InputException">A letter has no place in the alphabet; it may be one of an earlier call.</exception>
    public void Append(ReadOnlySpan<byte> letters)
    {
        while (!letters.IsEmpty)
        {
            int count = Math.Min(letters.Length, BlockBases - _blockLength);
            letters[..count].CopyTo(_block.AsSpan(_blockLength));
            letters = letters[count..];
            _blockLength += count;
            if (_blockLength == BlockBases)
                TakeBlock();
        }
    }

    /// <summary>Ends the record.</summary>
    /// <inheritdoc cref="Append"/>
    public void End()
    {
        TakeBlock();
        LetterCounts.AddRange(_counts);
        Array.Clear(_counts);
    }

    private void TakeBlock()
    {
        Span<byte> block = _block.AsSpan(0, _blockLength);
        // The file of bases sees the raw letters, for cleaning takes the soft masking away.
        bases.Append(block);
        _cleaner.Clean(block, _id, _line, Length - _start);
        for (int i = 0; i < _counts.Length; i++)
            _counts[i] += (uint)block.Count(alphabet.Letters[i]);
        Ambiguity.Add(Length, block);
        Length += block.Length;
        _blockLength = 0;
    }
}
