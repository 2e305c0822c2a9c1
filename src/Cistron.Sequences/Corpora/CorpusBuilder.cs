using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.TwoBit;

namespace Cistron.Sequences.Corpora;

/// <summary>
/// Turns files of sequences into a <see cref="Corpus"/>. Of the longest sequence a quarter is in memory at a time, and of
/// all others a few numbers.
/// </summary>
public static class CorpusBuilder
{
    /// <summary>
    /// The corpus of <paramref name="files"/> in <paramref name="folder"/>. It is built when the folder holds none, when
    /// the alphabet or the list of files is another, or when a file's size or time of writing has changed; otherwise it
    /// is opened as it is. Standard input is always read.
    /// </summary>
    /// <param name="files">FASTA, plain, gzip or BGZF; or <c>.2bit</c>; or <c>-</c> for FASTA on standard input.</param>
    /// <param name="alphabet">What the letters are brought into: DNA or RNA; see <see cref="SequenceCleaner"/>.</param>
    /// <param name="folder">Made when missing. One process may build into it at a time.</param>
    /// <param name="progress">Is told of progress every 2^24 bases and at the end of each file; default nobody.</param>
    /// <exception cref="ArgumentException">The alphabet is not one of bases.</exception>
    /// <exception cref="InputException">
    /// A file cannot be read, has a letter outside the alphabet, or all are without bases. Nothing half-written is left.
    /// </exception>
    public static Corpus Build(
        IReadOnlyList<string> files, Alphabet alphabet, string folder, Action<CorpusProgress>? progress = null)
    {
        if (!alphabet.IsNucleic)
            throw new ArgumentException($"A corpus is of bases, not of the {alphabet} alphabet.", nameof(alphabet));
        if (!IsCurrent(files, alphabet, folder))
        {
            Directory.CreateDirectory(folder);
            UnfinishedFile.DeleteAbandoned(folder);
            Write(files, alphabet, folder, progress);
        }
        return Corpus.Open(folder);
    }

    private static bool IsCurrent(IReadOnlyList<string> files, Alphabet alphabet, string folder)
    {
        if (!File.Exists(Path.Combine(folder, Corpus.IndexFile)))
            return false;
        try
        {
            using var corpus = Corpus.Open(folder);
            return corpus.Alphabet == alphabet
                && corpus.Sources.Count == files.Count
                && corpus.Sources.Zip(files).All(pair => IsUnchanged(pair.First, pair.Second));
        }
        catch (InputException)
        {
            // A damaged corpus or one of another version is simply built again.
            return false;
        }
    }

    private static bool IsUnchanged(CorpusSource then, string path) =>
        path != TextSource.StandardInput && CorpusSourceReader.Stamp(path) == (then.Path, then.Size, then.Modified);

    private static void Write(
        IReadOnlyList<string> files, Alphabet alphabet, string folder, Action<CorpusProgress>? progress)
    {
        string basesPath = Path.Combine(folder, Corpus.BasesFile);
        string indexPath = Path.Combine(folder, Corpus.IndexFile);
        List<CorpusSource> sources = [];
        List<int> recordsBySource = [];
        CorpusWriter? writer = null;
        TwoBitWriter.Write(basesPath, bases =>
        {
            writer = new CorpusWriter(bases, alphabet);
            var reader = new CorpusSourceReader(writer, alphabet, progress);
            foreach (string path in files)
            {
                int records = writer.Records;
                sources.Add(reader.Read(path));
                recordsBySource.Add(writer.Records - records);
            }
            if (writer.Length == 0)
                throw new InputException(string.Join(", ", files.Select(TextSource.NameOf)), null,
                    "there are no bases", "a corpus needs some", "check that these are the right files");
            // From here to the new index the folder holds no corpus: bases never lie beside an index of others.
            File.Delete(indexPath);
        });
        var index = new CorpusIndex(CorpusIndex.CurrentFormat, alphabet.Name, writer!.Length,
            new FileInfo(basesPath).Length, "", sources, recordsBySource, [.. writer.LetterCounts], writer.Ambiguity);
        using var corpus = new Corpus(folder, index);
        (index with { Fingerprint = corpus.ComputeFingerprint() }).Write(indexPath);
    }
}
