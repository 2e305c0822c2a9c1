using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Microsoft.Win32.SafeHandles;

namespace Cistron.Sequences.Corpora;

/// <summary>
/// Unlabelled sequences on disk, end to end in one file of upper-case letters, one byte each, with an index beside it.
/// Memory holds the index alone, whatever the size of the corpus. Safe for threads.
/// </summary>
/// <remarks>
/// Regions are read at their place in the file and not through a memory map: should the file be cut or its disk vanish,
/// a read is an error that can be told, where a map would end the process.
/// </remarks>
public sealed class Corpus : IDisposable
{
    /// <summary>The file of letters in a corpus folder.</summary>
    public const string BasesFile = "corpus.bases";

    /// <summary>The index in a corpus folder.</summary>
    public const string IndexFile = "corpus.json";

    private readonly string _basesPath;
    private readonly SafeFileHandle _bases;

    private Corpus(string folder, CorpusIndex index)
    {
        Folder = folder;
        Alphabet = index.Letters;
        Length = index.Length;
        Fingerprint = index.Fingerprint;
        Sources = index.Sources;
        Records = index.Records;
        _basesPath = Path.Combine(folder, BasesFile);
        if (!File.Exists(_basesPath) || new FileInfo(_basesPath).Length != Length)
            throw Cut();
        _bases = File.OpenHandle(_basesPath, options: FileOptions.RandomAccess);
    }

    /// <summary>Where the corpus lies.</summary>
    public string Folder { get; }

    /// <summary>What its letters belong to.</summary>
    public Alphabet Alphabet { get; }

    /// <summary>All bases.</summary>
    public long Length { get; }

    /// <summary>SHA-256 in lower-case hex of the alphabet, and of the ids and bases of all records in order.</summary>
    public string Fingerprint { get; }

    /// <summary>The files that it was built from, in the order in which they were given.</summary>
    public IReadOnlyList<CorpusSource> Sources { get; }

    /// <summary>Its sequences, in the order in which they lie: each starts where the one before it ends.</summary>
    public IReadOnlyList<CorpusRecord> Records { get; }

    /// <summary>Opens the corpus that <see cref="CorpusBuilder"/> left in <paramref name="folder"/>.</summary>
    /// <exception cref="InputException">The folder holds no corpus, or a damaged one.</exception>
    public static Corpus Open(string folder) => new(folder, CorpusIndex.Read(Path.Combine(folder, IndexFile)));

    /// <summary>The bases of a region.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The region is not within the corpus.</exception>
    /// <exception cref="InputException">The file was cut since the corpus was opened.</exception>
    public byte[] Read(CorpusRegion region)
    {
        if (region.Start < 0 || region.End > Length || region.Length < 0 || region.Length > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(region), region,
                $"A region of this corpus lies within 0 to {Length} and fits into memory.");
        byte[] bases = new byte[region.Length];
        for (int filled = 0; filled < bases.Length;)
        {
            int read = RandomAccess.Read(_bases, bases.AsSpan(filled), region.Start + filled);
            filled += read > 0 ? read : throw Cut();
        }
        return bases;
    }

    /// <inheritdoc/>
    public void Dispose() => _bases.Dispose();

    private InputException Cut() => new(_basesPath, null, "the bases of the corpus are missing or cut",
        $"the index beside them tells of {Length} bytes", "delete the folder and build the corpus again");
}
