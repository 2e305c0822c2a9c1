using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Compression;
using Cistron.Sequences.Formats.Vcf;

namespace Cistron.Sequences.Inspection;

/// <summary>Says what is in a file, in one pass and in memory that does not grow with it.</summary>
public static class FileInspector
{
    // As far as the mark of BGZF in the header of its first block.
    private const int SignatureLength = 14;

    /// <summary>Reads a file from start to end.</summary>
    /// <param name="path">
    /// A file or, written <c>-</c>, standard input: plain, gzip or BGZF, of any layout that
    /// <see cref="SequenceSource"/> reads, or of variants. Features and genomes are recognised and not read.
    /// </param>
    /// <param name="sequenceColumn">The column of a table to take the sequences from; null to find it.</param>
    /// <param name="labelColumn">The column of a table to take labels from; null to find it if there is one.</param>
    /// <exception cref="InputException">The file cannot be opened, or something in it is wrong.</exception>
    public static FileInspection Inspect(string path, string? sequenceColumn = null, string? labelColumn = null)
    {
        string name = TextSource.NameOf(path);
        Stream raw = path == TextSource.StandardInput ? Console.OpenStandardInput() : TextSource.OpenFile(path);
        byte[] start = new byte[SignatureLength];
        int length = raw.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        using var whole = new JoinedStream(new MemoryStream(start, 0, length), raw);
        if (start is [0x43, 0x27, 0x41, 0x1A, ..] or [0x1A, 0x41, 0x27, 0x43, ..])
            return new FileInspection(name, Compression.None, FileContent.Genome, Sequences: null, Variants: null);

        Compression compression = start switch
        {
            [0x1F, 0x8B, 8, 4, _, _, _, _, _, _, _, _, (byte)'B', (byte)'C'] => Compression.BlockGzip,
            [0x1F, 0x8B, ..] => Compression.Gzip,
            _ => Compression.None,
        };
        using var lines = new TextLines(TextSource.Unpack(whole, name), name);
        FileContent content =
            sequenceColumn is null && labelColumn is null ? ContentRecognition.Of(lines) : FileContent.Sequences;
        return new FileInspection(name, compression, content,
            content == FileContent.Sequences ? Sequences(lines, sequenceColumn, labelColumn) : null,
            content == FileContent.Variants ? Variants(lines) : null);
    }

    private static SequenceSummary Sequences(TextLines lines, string? sequenceColumn, string? labelColumn)
    {
        using SequenceSource source = SequenceSource.OpenWithLabels(lines, sequenceColumn, labelColumn);
        var counter = new SequenceCounter();
        foreach (NamedSequence sequence in source.Read())
            counter.Add(sequence);
        return counter.Summarize(source);
    }

    private static VariantSummary Variants(TextLines lines)
    {
        using var reader = new VcfReader(lines);
        return VariantSummary.Of(reader);
    }
}
