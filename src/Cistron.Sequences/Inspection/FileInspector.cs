using Cistron.Sequences.Annotations;
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
    /// <see cref="SequenceSource"/> or <see cref="AnnotationSource"/> reads, or of variants; or a <c>.2bit</c> file.
    /// </param>
    /// <param name="sequenceColumn">The column of a table to take the sequences from; null to find it.</param>
    /// <param name="labelColumn">The column of a table to take labels from; null to find it if there is one.</param>
    /// <param name="counted">
    /// Is told after each record how many were read; an exception from it ends the reading.
    /// </param>
    /// <exception cref="InputException">The file cannot be opened, or something in it is wrong.</exception>
    public static FileInspection Inspect(
        string path, string? sequenceColumn = null, string? labelColumn = null, Action<long>? counted = null)
    {
        string name = TextSource.NameOf(path);
        Stream raw = path == TextSource.StandardInput ? Console.OpenStandardInput() : TextSource.OpenFile(path);
        byte[] start = new byte[SignatureLength];
        int length = raw.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        using var whole = new JoinedStream(new MemoryStream(start, 0, length), raw);
        if (start is [0x43, 0x27, 0x41, 0x1A, ..] or [0x1A, 0x41, 0x27, 0x43, ..])
            return new FileInspection(name, Compression.None, FileContent.Genome) { Genome = Genome(path, counted) };

        Compression compression = start switch
        {
            [0x1F, 0x8B, 8, 4, _, _, _, _, _, _, _, _, (byte)'B', (byte)'C'] => Compression.BlockGzip,
            [0x1F, 0x8B, ..] => Compression.Gzip,
            _ => Compression.None,
        };
        using var lines = new TextLines(TextSource.Unpack(whole, name), name);
        FileContent content = ContentRecognition.Of(lines);
        if (sequenceColumn is not null || labelColumn is not null)
            content = FileContent.Sequences;
        return new FileInspection(name, compression, content)
        {
            Sequences = content == FileContent.Sequences ? Sequences(lines, sequenceColumn, labelColumn, counted) : null,
            Variants = content == FileContent.Variants ? Variants(lines, counted) : null,
            Features = content == FileContent.Features ? Features(lines, counted) : null,
        };
    }

    private static SequenceSummary Sequences(
        TextLines lines, string? sequenceColumn, string? labelColumn, Action<long>? counted)
    {
        using SequenceSource source = SequenceSource.OpenWithLabels(lines, sequenceColumn, labelColumn);
        var counter = new SequenceCounter();
        foreach (NamedSequence sequence in source.Read())
        {
            counter.Add(sequence);
            counted?.Invoke(counter.Count);
        }
        SequenceSummary summary = counter.Summarize(source);
        return summary.Layout != SequenceLayout.Lines || AreSequences(summary)
            ? summary
            : throw new InputException(lines.File, null, "its lines are no sequences",
                "a file of sequences, features or variants was expected", "check that this is the right file");
    }

    // Any file is lines; nothing but their letters tells whether they are sequences.
    private static bool AreSequences(SequenceSummary lines) =>
        2 * lines.Letters.Foreign <= lines.Bases && lines.Letters.Letters.All(met => met.Letter is >= ' ' and <= '~');

    private static VariantSummary Variants(TextLines lines, Action<long>? counted)
    {
        using var reader = new VcfReader(lines);
        return VariantSummary.Of(reader, counted);
    }

    private static FeatureSummary Features(TextLines lines, Action<long>? counted)
    {
        using AnnotationSource source = AnnotationSource.Open(lines);
        return FeatureSummary.Of(source, counted);
    }

    private static GenomeSummary Genome(string path, Action<long>? counted) => path != TextSource.StandardInput
        ? GenomeSummary.Of(path, counted)
        : throw new InputException(TextSource.NameOf(path), null, "this is a .2bit file",
            "such a file is read in any order, and standard input has only one", "name the file");
}
