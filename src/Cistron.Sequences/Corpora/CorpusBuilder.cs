using System.Security.Cryptography;
using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Fasta;

namespace Cistron.Sequences.Corpora;

/// <summary>Turns FASTA files into a <see cref="Corpus"/>, one record in memory at a time.</summary>
public static class CorpusBuilder
{
    /// <summary>
    /// The corpus of <paramref name="fastaFiles"/> in <paramref name="folder"/>. It is built when the folder holds none,
    /// when the alphabet or the list of files is another, or when a file's size or time of writing has changed;
    /// otherwise it is opened as it is. Standard input is always read.
    /// </summary>
    /// <param name="fastaFiles">Paths, plain or gzip, or <c>-</c> for standard input.</param>
    /// <param name="alphabet">What the letters are brought into; see <see cref="SequenceCleaner"/>.</param>
    /// <param name="folder">Made when missing. One process may build into it at a time.</param>
    /// <exception cref="InputException">
    /// A file cannot be read, has a letter outside the alphabet, or all are without bases. Nothing half-written is left.
    /// </exception>
    public static Corpus Build(IReadOnlyList<string> fastaFiles, Alphabet alphabet, string folder)
    {
        if (!IsCurrent(fastaFiles, alphabet, folder))
        {
            Directory.CreateDirectory(folder);
            Write(fastaFiles, alphabet, folder);
        }
        return Corpus.Open(folder);
    }

    private static bool IsCurrent(IReadOnlyList<string> fastaFiles, Alphabet alphabet, string folder)
    {
        if (!File.Exists(Path.Combine(folder, Corpus.IndexFile)))
            return false;
        try
        {
            using var corpus = Corpus.Open(folder);
            return corpus.Alphabet == alphabet
                && corpus.Sources.Count == fastaFiles.Count
                && corpus.Sources.Zip(fastaFiles).All(pair => IsUnchanged(pair.First, pair.Second));
        }
        catch (InputException)
        {
            // A damaged corpus or one of another version is simply built again.
            return false;
        }
    }

    private static bool IsUnchanged(CorpusSource then, string path) =>
        path != TextSource.StandardInput && Stamp(path) == (then.Path, then.Size, then.Modified);

    private static void Write(IReadOnlyList<string> fastaFiles, Alphabet alphabet, string folder)
    {
        string indexPath = Path.Combine(folder, Corpus.IndexFile);
        List<CorpusSource> sources = [];
        List<CorpusRecord> records = [];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendLine(hash, alphabet.Name);
        TextTarget.Write(Path.Combine(folder, Corpus.BasesFile), bases =>
        {
            foreach (string path in fastaFiles)
                sources.Add(AppendSource(path, alphabet, bases, hash, sources.Count, records));
            if (records is [] or [.., { End: 0 }])
                throw new InputException(string.Join(", ", fastaFiles.Select(TextSource.NameOf)), null,
                    "there are no bases", "a corpus needs some", "check that these are the right files");
            // From here to the new index the folder holds no corpus: bases never lie beside an index of others.
            File.Delete(indexPath);
        });
        long length = records[^1].End;
        string fingerprint = Convert.ToHexStringLower(hash.GetHashAndReset());
        new CorpusIndex(CorpusIndex.CurrentFormat, alphabet.Name, length, fingerprint, sources, records).Write(indexPath);
    }

    private static CorpusSource AppendSource(
        string path, Alphabet alphabet, Stream bases, IncrementalHash hash, int source, List<CorpusRecord> records)
    {
        // Stamped before the file is read: should it change meanwhile, the next build finds it changed.
        (string fullPath, long size, DateTime modified) = Stamp(path);
        var cleaner = new SequenceCleaner(alphabet, TextSource.NameOf(path));
        using var sha256 = SHA256.Create();
        using var text = new CryptoStream(TextSource.Open(path), sha256, CryptoStreamMode.Read);
        using var lines = new TextLines(text, TextSource.NameOf(path));
        foreach (FastaRecord record in FastaReader.Read(lines))
        {
            cleaner.Clean(record.Bases, record.Id, record.Line);
            long start = records.Count > 0 ? records[^1].End : 0;
            long[] counts = Count(record.Bases, alphabet);
            records.Add(new CorpusRecord(record.Id, source, start, record.Bases.Length, counts));
            AppendLine(hash, $"{record.Id} {record.Bases.Length}");
            hash.AppendData(record.Bases);
            bases.Write(record.Bases);
        }
        return new CorpusSource(fullPath, size, modified, Convert.ToHexStringLower(sha256.Hash!), cleaner.Counts);
    }

    private static (string FullPath, long Size, DateTime Modified) Stamp(string path)
    {
        if (path == TextSource.StandardInput)
            return (path, 0, DateTime.MinValue);
        var file = new FileInfo(path);
        return file.Exists ? (file.FullName, file.Length, file.LastWriteTimeUtc) : (file.FullName, 0, DateTime.MinValue);
    }

    private static long[] Count(ReadOnlySpan<byte> bases, Alphabet alphabet)
    {
        long[] counts = new long[alphabet.Letters.Length];
        for (int i = 0; i < counts.Length; i++)
            counts[i] = bases.Count(alphabet.Letters[i]);
        return counts;
    }

    private static void AppendLine(IncrementalHash hash, string words) =>
        hash.AppendData(Encoding.UTF8.GetBytes(words + "\n"));
}
