using System.Security.Cryptography;
using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.TwoBit;

namespace Cistron.Sequences.Corpora;

/// <summary>
/// Unlabelled sequences on disk, end to end: their bases in a <c>.2bit</c> file, which is mapped into memory and which
/// other tools read too, and beside it an index of what that cannot hold. Memory holds a few numbers for each record,
/// whatever the bases. Safe for threads.
/// </summary>
/// <remarks>
/// Each read first looks at the length of the file, so that one that was cut is an error that can be told. A disk that
/// fails while it is read still ends the process, as it does for every mapped file.
/// </remarks>
public sealed class Corpus : IDisposable
{
    /// <summary>The file of bases in a corpus folder.</summary>
    public const string BasesFile = "corpus.2bit";

    /// <summary>The index in a corpus folder.</summary>
    public const string IndexFile = "corpus.json";

    private const int BlockBases = 1 << 20;

    private readonly TwoBitFile _bases;
    private readonly CorpusRecords _records;
    private readonly AmbiguityRuns _ambiguity;

    /// <summary>Opens the file of bases that an index is about.</summary>
    internal Corpus(string folder, CorpusIndex index)
    {
        string basesPath = Path.Combine(folder, BasesFile);
        if (!File.Exists(basesPath) || new FileInfo(basesPath).Length != index.Size)
            throw new InputException(basesPath, null, "the bases of the corpus are missing or cut",
                $"the index beside them tells of {index.Size} bytes", "delete the folder and build the corpus again");
        Folder = folder;
        Alphabet = index.Letters;
        Length = index.Length;
        Fingerprint = index.Fingerprint;
        Sources = index.Sources;
        _ambiguity = index.Ambiguity;
        _bases = TwoBitFile.Open(basesPath);
        _records = new CorpusRecords(_bases, index.RecordsBySource, index.LetterCounts);
        if (index.Fits(_records))
            return;
        _bases.Dispose();
        throw CorpusIndex.Unusable(Path.Combine(folder, IndexFile), null);
    }

    /// <summary>Where the corpus lies.</summary>
    public string Folder { get; }

    /// <summary>What its letters belong to: DNA or RNA.</summary>
    public Alphabet Alphabet { get; }

    /// <summary>All bases.</summary>
    public long Length { get; }

    /// <summary>SHA-256 in lower-case hex of the alphabet, and of the ids and bases of all records in order.</summary>
    public string Fingerprint { get; }

    /// <summary>The files that it was built from, in the order in which they were given.</summary>
    public IReadOnlyList<CorpusSource> Sources { get; }

    /// <summary>
    /// Its sequences, in the order in which they lie: each starts where the one before it ends. Each is made anew when it
    /// is asked for.
    /// </summary>
    public IReadOnlyList<CorpusRecord> Records => _records;

    /// <summary>Opens the corpus that <see cref="CorpusBuilder"/> left in <paramref name="folder"/>.</summary>
    /// <exception cref="InputException">The folder holds no corpus, or a damaged one.</exception>
    public static Corpus Open(string folder) => new(folder, CorpusIndex.Read(Path.Combine(folder, IndexFile)));

    /// <summary>The bases of a region, in letters of the alphabet.</summary>
    /// <param name="region">Where; it may go over the border of two records.</param>
    /// <param name="strand">The reverse strand gives the reverse complement; default the strand of the files.</param>
    /// <param name="mask">What becomes of soft masking; default it is raised.</param>
    /// <exception cref="ArgumentOutOfRangeException">The region is not within the corpus.</exception>
    /// <exception cref="InputException">The file was cut since the corpus was opened.</exception>
    public byte[] Read(CorpusRegion region, Strand strand = Strand.Forward, SoftMask mask = SoftMask.Raised)
    {
        if (region.Start < 0 || region.End > Length || region.Length < 0 || region.Length > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(region), region,
                $"A region of this corpus lies within 0 to {Length} and fits into memory.");
        byte[] bases = new byte[region.Length];
        Read(region.Start, bases, mask);
        if (strand == Strand.Reverse)
            ReverseComplement.InPlace(bases, Alphabet);
        return bases;
    }

    /// <summary>Where an interval lies. Of records with one name, the first is meant.</summary>
    /// <exception cref="InputException">No record has that name, or it is shorter.</exception>
    public CorpusRegion Locate(Interval interval)
    {
        int record = _bases.IndexOf(interval.Sequence);
        if (record < 0)
            throw SequenceFault.Unknown(Folder, interval, Enumerable.Range(0, _bases.Count).Select(_bases.NameOf));
        long length = _bases.LengthOf(record);
        if (interval.Start < 0 || interval.Length < 0 || interval.End > length)
            throw SequenceFault.Outside(Folder, interval, length);
        long start = _records.Places.StartOf(record);
        return new CorpusRegion(record, start + interval.Start, start + interval.End);
    }

    /// <summary>Reads all bases and makes sure that they are those that the corpus was built of.</summary>
    /// <exception cref="InputException">They are not.</exception>
    public void Verify()
    {
        if (ComputeFingerprint() != Fingerprint)
            throw new InputException(Path.Combine(Folder, BasesFile), null, "the bases of the corpus are damaged",
                "their fingerprint was to be that of the index", "delete the folder and build the corpus again");
    }

    /// <inheritdoc/>
    public void Dispose() => _bases.Dispose();

    /// <summary>What <see cref="Fingerprint"/> should be.</summary>
    internal string ComputeFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Alphabet.Name}\n"));
        byte[] block = new byte[(int)Math.Min(Length, BlockBases)];
        for (int record = 0; record < _records.Count; record++)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{_bases.NameOf(record)} {_bases.LengthOf(record)}\n"));
            long end = _records.Places.EndOf(record);
            for (long start = _records.Places.StartOf(record); start < end; start += block.Length)
            {
                Span<byte> bases = block.AsSpan(0, (int)Math.Min(block.Length, end - start));
                Read(start, bases, SoftMask.Raised);
                hash.AppendData(bases);
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Read(long start, Span<byte> bases, SoftMask mask)
    {
        for (int filled = 0; filled < bases.Length;)
        {
            (int record, long place) = _records.Places.Locate(start + filled);
            int count = (int)Math.Min(_bases.LengthOf(record) - place, bases.Length - filled);
            _bases.Read(record, place, bases.Slice(filled, count), mask);
            filled += count;
        }
        if (Alphabet == Alphabet.Rna)
        {
            bases.Replace((byte)'T', (byte)'U');
            bases.Replace((byte)'t', (byte)'u');
        }
        _ambiguity.Restore(start, bases);
    }
}
