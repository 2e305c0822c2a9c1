using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cistron.Sequences.Tokenizers;

/// <summary>
/// The numbers of k-mers: their bases as digits 0 to 3, the first the highest. Several k-mers are numbered at a time, one in
/// each lane of a vector.
/// </summary>
/// <param name="k">Bases a k-mer, 1 to 15.</param>
/// <param name="bases">The four bases in the order of their digits.</param>
internal sealed class KmerNumbers(int k, string bases)
{
    /// <summary>The digit of what is none of the four bases; it makes the number of a k-mer negative too.</summary>
    private const sbyte None = -1;

    // Digits of so many starts, and the numbers of their k-mers, stay in the processor's first cache.
    private const int ChunkStarts = 1024;

    /// <summary>
    /// Sets <paramref name="numbers"/> to <paramref name="first"/> + the number of the k-mer that begins at each multiple of
    /// <paramref name="stride"/>, or to <paramref name="unknown"/> where it holds something else than the four bases.
    /// </summary>
    public void Write(ReadOnlySpan<byte> sequence, int stride, int first, int unknown, Span<int> numbers)
    {
        int chunkStarts = Math.Min(ChunkStarts, numbers.Length * stride);
        Span<int> digits = stackalloc int[chunkStarts + k - 1];
        Span<int> ofStarts = stackalloc int[stride == 1 ? 0 : chunkStarts];
        while (!numbers.IsEmpty)
        {
            Span<int> ofChunk = numbers[..Math.Min(ChunkStarts / stride, numbers.Length)];
            int starts = (ofChunk.Length - 1) * stride + 1;
            SetDigits(sequence[..(starts + k - 1)], digits);
            if (stride == 1)
                Number(digits, first, unknown, ofChunk);
            else
            {
                Number(digits, first, unknown, ofStarts[..starts]);
                int start = 0;
                foreach (ref int number in ofChunk)
                {
                    number = ofStarts[start];
                    start += stride;
                }
            }
            numbers = numbers[ofChunk.Length..];
            sequence = sequence[Math.Min(ofChunk.Length * stride, sequence.Length)..];
        }
    }

    // At once as fast as it gets, and not only after the runtime has counted how often it is called.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SetDigits(ReadOnlySpan<byte> sequence, Span<int> digits)
    {
        int last = sequence.Length - Vector<byte>.Count;
        if (last < 0)
        {
            for (int place = 0; place < sequence.Length; place++)
                digits[place] = bases.IndexOf((char)sequence[place], StringComparison.Ordinal);
            return;
        }
        // The last vector ends where the sequence does, and sets some digits again.
        for (int next = 0; next < sequence.Length; next += Vector<byte>.Count)
        {
            int place = Math.Min(next, last);
            var letters = new Vector<byte>(sequence[place..]);
            var found = new Vector<sbyte>(None);
            for (int digit = 0; digit < bases.Length; digit++)
                found = Vector.ConditionalSelect(Vector.Equals(letters, new Vector<byte>((byte)bases[digit])).As<byte, sbyte>(),
                    new Vector<sbyte>((sbyte)digit), found);
            Vector.Widen(found, out Vector<short> low, out Vector<short> high);
            Span<int> written = digits[place..];
            foreach (Vector<short> half in (ReadOnlySpan<Vector<short>>)[low, high])
            {
                Vector.Widen(half, out Vector<int> start, out Vector<int> end);
                start.CopyTo(written);
                end.CopyTo(written[Vector<int>.Count..]);
                written = written[(2 * Vector<int>.Count)..];
            }
        }
    }

    // A digit below zero keeps the number below zero, however many digits come behind it. There are k - 1 more digits than
    // numbers, so that the vector that begins at the last digit of a k-mer ends within them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Number(ReadOnlySpan<int> digits, int first, int unknown, Span<int> numbers)
    {
        int start = 0;
        for (; start <= numbers.Length - Vector<int>.Count; start += Vector<int>.Count)
        {
            var number = Vector<int>.Zero;
            foreach (ref readonly int digit in digits.Slice(start, k))
                number = (number << 2) | Vector.LoadUnsafe(in digit);
            Vector.ConditionalSelect(Vector.LessThan(number, Vector<int>.Zero), new Vector<int>(unknown), number + new Vector<int>(first))
                .CopyTo(numbers[start..]);
        }
        for (; start < numbers.Length; start++)
        {
            int number = 0;
            foreach (int digit in digits.Slice(start, k))
                number = (number << 2) | digit;
            numbers[start] = number < 0 ? unknown : first + number;
        }
    }
}
