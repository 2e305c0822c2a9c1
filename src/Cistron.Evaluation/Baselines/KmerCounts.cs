using System.Buffers;
using Cistron.Sequences.Alphabets;

namespace Cistron.Evaluation.Baselines;

/// <summary>
/// Counts of all k-mers of 1 to <see cref="Longest"/> letters in a sequence: the features of the spectrum kernel
/// (Leslie, Eskin and Noble, "The spectrum kernel: a string kernel for SVM protein classification", 2002). A letter
/// that is not canonical breaks the k-mers around it.
/// </summary>
/// <remarks>
/// Columns are ordered by k, then by the alphabet, so that the first <see cref="WidthUpTo"/>(k) columns are
/// the k-mers of at most that length. With <see cref="Strands.Both"/> a k-mer and its reverse complement share the
/// column of whichever comes first, and the other column stays empty.
/// </remarks>
public sealed class KmerCounts
{
    private const int MostKmers = 1 << 20;

    private readonly Alphabet _alphabet;
    private readonly int[] _kmers;
    private readonly int[] _starts;
    private readonly int[] _columns;

    /// <summary>Counts k-mers of up to <paramref name="longest"/> letters of <paramref name="alphabet"/>.</summary>
    /// <exception cref="ArgumentException">
    /// There would be no k-mers or more than a million, or both strands are wanted of letters without complement.
    /// </exception>
    public KmerCounts(Alphabet alphabet, int longest, Strands strands = Strands.Forward)
    {
        int letters = alphabet.Letters.Length;
        if (longest < 1 || Math.Pow(letters, longest) > MostKmers)
            throw new ArgumentException(
                $"k-mers of up to {longest} letters cannot be counted; choose 1 to "
                + $"{(int)Math.Log(MostKmers, letters)} for the {alphabet} alphabet.", nameof(longest));
        if (strands == Strands.Both && !alphabet.IsNucleic)
            throw new ArgumentException($"The {alphabet} alphabet has no second strand.", nameof(strands));

        _alphabet = alphabet;
        _kmers = new int[longest + 1];
        _starts = new int[longest + 2];
        _kmers[0] = 1;
        for (int k = 1; k <= longest; k++)
        {
            _kmers[k] = _kmers[k - 1] * letters;
            _starts[k + 1] = _starts[k] + _kmers[k];
        }
        _columns = [.. Enumerable.Range(0, Width)];
        if (strands == Strands.Both)
            ShareColumns();
    }

    /// <summary>The length of the longest k-mers.</summary>
    public int Longest => _kmers.Length - 1;

    /// <summary>The number of columns.</summary>
    public int Width => WidthUpTo(Longest);

    /// <summary>The number of columns that hold k-mers of at most <paramref name="k"/> letters.</summary>
    public int WidthUpTo(int k) => _starts[k + 1];

    /// <summary>The k-mers themselves, a column each.</summary>
    public IEnumerable<string> Names => Enumerable.Range(1, Longest).SelectMany(k => Enumerable.Range(0, _kmers[k]).Select(code => Name(k, code)));

    /// <summary>The column of <paramref name="kmer"/>.</summary>
    /// <exception cref="ArgumentException">
    /// The k-mer is empty, too long, or holds a letter that is not canonical.
    /// </exception>
    public int ColumnOf(ReadOnlySpan<byte> kmer)
    {
        if (kmer.IsEmpty || kmer.Length > Longest)
            throw new ArgumentException($"k-mers here have 1 to {Longest} letters, not {kmer.Length}.", nameof(kmer));
        int code = 0;
        foreach (byte letter in kmer)
            code = _alphabet.IsCanonical(letter)
                ? code * _kmers[1] + _alphabet.IndexOf(letter)
                : throw new ArgumentException($"No column counts k-mers with '{(char)letter}'.", nameof(kmer));
        return _columns[_starts[kmer.Length] + code];
    }

    /// <summary>
    /// Replaces <paramref name="counts"/>, one entry a column, with the counts of the k-mers in a sequence.
    /// </summary>
    public void Count(ReadOnlySpan<byte> bases, Span<int> counts)
    {
        counts.Clear();
        var longest = counts[_starts[Longest]..];
        int run = 0, code = 0;
        foreach (byte letter in bases)
        {
            int index = _alphabet.IndexOf(letter);
            if (index < 0)
            {
                CountLast(run, code, counts);
                run = code = 0;
                continue;
            }
            code = Next(code, index);
            if (++run >= Longest)
                longest[code]++;
        }
        CountLast(run, code, counts);
        CountBeginnings(counts);
        for (int column = 0; column < _columns.Length; column++)
            if (_columns[column] != column)
                (counts[_columns[column]], counts[column]) = (counts[_columns[column]] + counts[column], 0);
    }

    private int Next(int code, int index) => _kmers[1] == 4
        ? (code << 2 | index) & (_kmers[Longest] - 1)
        : (code * _kmers[1] + index) % _kmers[Longest];

    // Shorter k-mers are counted as beginnings of longer ones, but for those at the end of a run of letters, which begin none.
    private void CountLast(int run, int code, Span<int> counts)
    {
        for (int k = 1; k <= run && k < Longest; k++)
            counts[_starts[k] + code % _kmers[k]]++;
    }

    private void CountBeginnings(Span<int> counts)
    {
        int letters = _kmers[1];
        for (int k = Longest - 1; k >= 1; k--)
            for (int code = 0; code < _kmers[k]; code++)
                foreach (int count in counts.Slice(_starts[k + 1] + code * letters, letters))
                    counts[_starts[k] + code] += count;
    }

    /// <summary>
    /// Replaces <paramref name="features"/>, one entry a column, with what a linear model learns from: the square roots
    /// of the k-mers' shares among those of the same k. So the features of each k have length 1 together, repeats do
    /// not shout, and long sequences compare with short ones. The product of two rows is the Bhattacharyya coefficient,
    /// the overlap of two distributions, summed over k.
    /// </summary>
    public void Features(ReadOnlySpan<byte> bases, Span<float> features)
    {
        int[] rented = ArrayPool<int>.Shared.Rent(Width);
        Span<int> counts = rented.AsSpan(0, Width);
        Count(bases, counts);
        for (int k = 1; k <= Longest; k++)
        {
            double total = 0;
            for (int column = _starts[k]; column < _starts[k + 1]; column++)
                total += counts[column];
            for (int column = _starts[k]; column < _starts[k + 1]; column++)
                features[column] = counts[column] == 0 ? 0 : (float)Math.Sqrt(counts[column] / total);
        }
        ArrayPool<int>.Shared.Return(rented);
    }

    private string Name(int k, int code) => string.Create(k, code, (letters, rest) =>
    {
        for (int i = letters.Length - 1; i >= 0; i--, rest /= _kmers[1])
            letters[i] = (char)_alphabet.Letters[rest % _kmers[1]];
    });

    private void ShareColumns()
    {
        int[] complements =
            [.. _alphabet.Letters.ToArray().Select(letter => _alphabet.IndexOf(_alphabet.Complement(letter)))];
        for (int k = 1; k <= Longest; k++)
            for (int code = 0; code < _kmers[k]; code++)
            {
                int reverse = 0;
                for (int i = 0, rest = code; i < k; i++, rest /= _kmers[1])
                    reverse = reverse * _kmers[1] + complements[rest % _kmers[1]];
                _columns[_starts[k] + code] = _starts[k] + Math.Min(code, reverse);
            }
    }
}
