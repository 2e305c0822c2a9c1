using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Fasta;
using Cistron.Sequences.Formats.TwoBit;

namespace Cistron.Sequences.Corpora;

/// <summary>Reads the files that a corpus is built from.</summary>
/// <param name="writer">Takes their records in.</param>
/// <param name="alphabet">What letters are brought into.</param>
/// <param name="progress">Is told of progress, if anybody is.</param>
internal sealed class CorpusSourceReader(CorpusWriter writer, Alphabet alphabet, Action<CorpusProgress>? progress)
{
    // How many bases are taken in between two reports of progress.
    private const long ReportBases = 1 << 24;

    private string _file = "";
    private long _fileBytes;
    private long _nextReport = ReportBases;

    /// <summary>A file as it is now.</summary>
    public static (string FullPath, long Size, DateTime Modified) Stamp(string path)
    {
        if (path == TextSource.StandardInput)
            return (path, 0, DateTime.MinValue);
        var file = new FileInfo(path);
        return file.Exists ? (file.FullName, file.Length, file.LastWriteTimeUtc) : (file.FullName, 0, DateTime.MinValue);
    }

    /// <summary>Reads one file to its end.</summary>
    /// <exception cref="InputException">The file cannot be read, or has a letter outside the alphabet.</exception>
    public CorpusSource Read(string path)
    {
        // Stamped before the file is read: should it change meanwhile, the next build finds it changed.
        (string fullPath, long size, DateTime modified) = Stamp(path);
        (_file, _fileBytes) = (TextSource.NameOf(path), size);
        var cleaner = new SequenceCleaner(alphabet, _file);
        // A pipe has no size, and to look at its first bytes would take them away.
        bool isTwoBit = size > 0 && TwoBitFile.IsTwoBit(path);
        string sha256 = isTwoBit ? ReadTwoBit(path, cleaner) : ReadText(path, cleaner);
        Report(size);
        return new CorpusSource(fullPath, size, modified, sha256, cleaner.Counts);
    }

    private string ReadText(string path, SequenceCleaner cleaner)
    {
        using Stream packed = TextSource.OpenPacked(path);
        using var text = new HashingStream(TextSource.Unpack(packed, _file));
        using var lines = new TextLines(text, _file);
        using var source = SequenceSource.Open(lines);
        if (source.Layout == SequenceLayout.Fasta)
            ReadFasta(lines, packed, cleaner);
        else
            ReadWhole(source, packed, cleaner);
        return text.Sha256;
    }

    // Chromosomes do not fit into memory as text: their lines go on one by one.
    private void ReadFasta(TextLines lines, Stream packed, SequenceCleaner cleaner)
    {
        var cursor = new FastaCursor(lines);
        while (cursor.NextRecord(out FastaHeader? header))
        {
            CheckName(header.Id, header.Line);
            writer.Begin(header.Id, header.Line, cleaner);
            while (cursor.NextBases(out ReadOnlySpan<byte> bases))
                Append(bases, packed);
            writer.End();
        }
    }

    private void ReadWhole(SequenceSource source, Stream packed, SequenceCleaner cleaner)
    {
        foreach (NamedSequence sequence in source.Read())
        {
            CheckName(sequence.Id, sequence.Line);
            writer.Begin(sequence.Id, sequence.Line, cleaner);
            Append(sequence.Bases, packed);
            writer.End();
        }
    }

    private void Append(ReadOnlySpan<byte> bases, Stream packed)
    {
        writer.Append(bases);
        if (writer.Length >= _nextReport)
            Report(packed.CanSeek ? packed.Position : 0);
    }

    private string ReadTwoBit(string path, SequenceCleaner cleaner)
    {
        using TwoBitFile file = TwoBitFile.Open(path);
        byte[] block = new byte[1 << 20];
        for (int i = 0; i < file.Count; i++)
        {
            writer.Begin(file.NameOf(i), line: 1, cleaner);
            for (long start = 0; start < file.LengthOf(i); start += block.Length)
            {
                Span<byte> bases = block.AsSpan(0, (int)Math.Min(block.Length, file.LengthOf(i) - start));
                file.Read(i, start, bases, SoftMask.Kept);
                writer.Append(bases);
                if (writer.Length >= _nextReport)
                    Report(file.PlaceOf(i, start));
            }
            writer.End();
        }
        using FileStream bytes = TextSource.OpenFile(path);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    private void CheckName(string name, long line)
    {
        int length = Encoding.UTF8.GetByteCount(name);
        if (length > TwoBitFormat.LongestName)
            throw new InputException(_file, line,
                string.Create(CultureInfo.InvariantCulture,
                    $"the name {InputException.Quote(name)} has {length} letters"),
                $"in a corpus a name has at most {TwoBitFormat.LongestName}",
                "shorten it, or put a blank into the header, for a name ends there");
    }

    private void Report(long bytesRead)
    {
        _nextReport = writer.Length + ReportBases;
        progress?.Invoke(new CorpusProgress(_file, writer.Length, bytesRead, _fileBytes));
    }
}
