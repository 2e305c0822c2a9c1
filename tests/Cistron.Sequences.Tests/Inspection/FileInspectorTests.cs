using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.TwoBit;
using Cistron.Sequences.Inspection;
using Cistron.Sequences.Tests.Formats;
using Cistron.Sequences.Variants;

namespace Cistron.Sequences.Tests.Inspection;

public class FileInspectorTests
{
    [Fact]
    public void Sequences_are_counted_with_lengths_letters_and_repeats()
    {
        SequenceSummary sequences = Sequences("x.fa", ">a\nACGT\n>b\nacgTNNR-\n>c\n\n>d\nACGt\n>e\n");

        Assert.Equal((SequenceLayout.Fasta, 5, 2, 16), (sequences.Layout, sequences.Records, sequences.Empty, sequences.Bases));
        Assert.Equal((0.0, 4.0, 8.0, 3.2),
            (sequences.Lengths.Numbers.Min, sequences.Lengths.Median, sequences.Lengths.Quantile95, sequences.Lengths.Numbers.Mean));
        Assert.Equal("A3 C3 G3 T3 N2 -1 R1", string.Join(' ', sequences.Letters.Letters.Select(l => $"{l.Letter}{l.Count}")));
        Assert.Equal((4, 3, 1), (sequences.Letters.LowerCase, sequences.Letters.Ambiguous, sequences.Letters.Foreign));
        Assert.Equal(new DuplicateSummary(2, 1, IsCut: false), sequences.Duplicates);
        Assert.Equal((3, 0.5), (sequences.Gc!.Numbers.Count, sequences.Gc.Median));
        Assert.Equal(Alphabet.Dna, sequences.Alphabet);
        Assert.Null(sequences.Labels);
    }

    [Fact]
    public void Labels_are_counted_and_make_a_task()
    {
        SequenceSummary sequences = Sequences("x.csv", "seq,class\nACGU,b\nAAAA,a\nACGT,b\nCCCC,\n");

        LabelSummary labels = sequences.Labels!;
        Assert.Equal(("seq", "class", 3, 1, 2),
            (sequences.SequenceColumn, labels.Column, labels.Labelled, labels.Missing, labels.Different));
        Assert.Equal([new NameCount("b", 2), new NameCount("a", 1)], labels.MostFrequent);
        Assert.Equal(TaskKind.MultiClass, labels.Task!.Kind);
        Assert.Null(labels.Problem);
        Assert.Equal(0, sequences.Letters.Foreign);
    }

    [Theory]
    [InlineData("sequence,label\nA,1\nC,1\n", "every label is '1'")]
    [InlineData("sequence,label\nA,\nC,\n", "there is no label")]
    public void Labels_that_make_no_task_say_why(string text, string problem)
    {
        LabelSummary labels = Sequences("x.csv", text).Labels!;

        Assert.Null(labels.Task);
        Assert.Contains(problem, labels.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_are_lists_are_missing()
    {
        SequenceSummary sequences = Sequences("x.jsonl", "{\"sequence\":\"ACGU\",\"label\":[1,2]}\n{\"sequence\":\"ACGU\"}\n");

        Assert.Equal((SequenceLayout.JsonLines, 0, 2), (sequences.Layout, sequences.Labels!.Labelled, sequences.Labels.Missing));
        Assert.Equal(Alphabet.Rna, sequences.Alphabet);
    }

    [Fact]
    public void Columns_can_be_asked_for()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("x.csv", "left,sequence,label,score\nAC,GGG,a,1.5\nACC,GGG,b,2.5\n");

        SequenceSummary sequences = FileInspector.Inspect(path, "left", "score").Sequences!;

        Assert.Equal(("left", "score", 5), (sequences.SequenceColumn, sequences.Labels!.Column, sequences.Bases));
        Assert.Equal(TaskKind.Regression, sequences.Labels.Task!.Kind);
        Assert.Throws<InputException>(() => FileInspector.Inspect(path, labelColumn: "none"));
    }

    [Fact]
    public void Cut_sequences_are_joined_and_proteins_have_no_gc()
    {
        Assert.Equal(new KmerShape(3, 1), Sequences("x.tsv", "sequence\tlabel\nACG CGT GTT\t1\n").Kmers);
        SequenceSummary proteins = Sequences("x.fa", ">a\nMKVLEEX*\n");
        Assert.Null(proteins.Gc);
        Assert.Equal((1, 1), (proteins.Letters.Ambiguous, proteins.Letters.Foreign));
    }

    [Fact]
    public void Sequences_without_letters_are_no_fault_here()
    {
        SequenceSummary sequences = Sequences("x.fa", ">a\n>b\n");

        Assert.Equal((2, 2, 0), (sequences.Records, sequences.Empty, sequences.Bases));
        Assert.Null(sequences.Alphabet);
        Assert.Null(sequences.Suggestion);
        Assert.Null(sequences.Gc);
    }

    [Fact]
    public void The_packing_is_told_from_the_first_bytes()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "x");
        byte[] gzip = Texts.Gzip(">a\nACGT\n");
        // The header of gzip, with the extra field in which BGZF keeps the size of a block.
        byte[] blocks = [.. gzip[..3], 4, .. gzip[4..10], 6, 0, (byte)'B', (byte)'C', 2, 0,
            .. BitConverter.GetBytes((ushort)(gzip.Length + 8 - 1)), .. gzip[10..]];
        byte[] end = [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF, 6, 0, (byte)'B', (byte)'C', 2, 0, 0x1B, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

        Assert.Equal(Compression.None, Inspect(">a\nACGT\n"u8.ToArray()).Compression);
        Assert.Equal(Compression.Gzip, Inspect(gzip).Compression);
        Assert.Equal(Compression.BlockGzip, Inspect([.. blocks, .. end]).Compression);

        FileInspection Inspect(byte[] bytes)
        {
            File.WriteAllBytes(path, bytes);
            FileInspection inspection = FileInspector.Inspect(path);
            Assert.Equal(4, inspection.Sequences!.Bases);
            return inspection;
        }
    }

    [Fact]
    public void Variants_are_counted_by_kind()
    {
        FileInspection inspection = Inspect("x.vcf",
            "##fileformat=VCFv4.2\n##contig=<ID=1,length=9>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ts\n"
            + "1\t1\t.\tA\tC,AT,<DEL>\t.\t.\t.\tGT\t0/1\n1\t2\t.\tCC\tC\t.\t.\t.\tGT\t0/1\n");

        Assert.Equal(FileContent.Variants, inspection.Content);
        VariantSummary variants = inspection.Variants!;
        Assert.Equal((2, 1, 1, 1), (variants.Records, variants.Samples, variants.Contigs.Count, variants.Skipped.Total));
        Assert.Equal((1, 1, 1, 0), (variants.Variants[VariantKind.SingleNucleotide], variants.Variants[VariantKind.Insertion],
            variants.Variants[VariantKind.Deletion], variants.Variants[VariantKind.MultiNucleotide]));
    }

    [Theory]
    [InlineData("x.bin", "\u0000\u0001\u0002\n", 1)]
    [InlineData("x.png", "?PNG\r\n\u001a\nabcd", null)]
    [InlineData("x.txt", "1234\n5678\nAC\n", null)]
    public void What_is_no_text_of_sequences_is_refused(string name, string text, int? line) =>
        Assert.Equal(line, Assert.Throws<InputException>(() => Inspect(name, text)).Line);

    [Fact]
    public void Every_record_is_told_while_it_is_read_and_the_reading_can_be_ended()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("x.fa", ">a\nA\n>b\nC\n>c\nG\n");
        List<long> told = [];

        FileInspector.Inspect(path, counted: told.Add);

        Assert.Equal([1, 2, 3], told);
        Assert.Throws<OperationCanceledException>(
            () => FileInspector.Inspect(path, counted: _ => throw new OperationCanceledException()));
    }

    [Fact]
    public void The_names_of_columns_are_kept()
    {
        Assert.Equal(["id", "sequence", "score"], Sequences("x.csv", "id,sequence,score\na,ACGT,1\n").Columns);
        Assert.Empty(Sequences("x.fa", ">a\nACGT\n").Columns);
    }

    [Fact]
    public void A_packed_genome_is_counted_with_its_letters()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "x.2bit");
        TwoBitWriter.Write(path, genome =>
        {
            genome.Begin("chr1");
            genome.Append("ACGTNNac"u8);
            genome.Begin("chr2");
            genome.Append("GG"u8);
        });

        FileInspection inspection = FileInspector.Inspect(path);

        Assert.Equal(FileContent.Genome, inspection.Content);
        GenomeSummary genome = inspection.Genome!;
        Assert.Equal((2, 10, 8.0), (genome.Sequences, genome.Bases, genome.Lengths.Numbers.Max));
        Assert.Equal("G3 A2 C2 N2 T1", string.Join(' ', genome.Letters.Letters.Select(l => $"{l.Letter}{l.Count}")));
        Assert.Equal((2, 2, 0), (genome.Letters.LowerCase, genome.Letters.Ambiguous, genome.Letters.Foreign));
    }

    [Fact]
    public void A_broken_file_is_an_error_with_its_line() =>
        Assert.Equal(3, Assert.Throws<InputException>(() => Inspect("x.csv", "sequence,label\nA,1\nC\n")).Line);

    [Fact]
    public void Of_more_sequences_than_are_kept_some_stand_for_all()
    {
        const int Count = 2_100_000;
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "x.txt");
        using (var text = new StreamWriter(path))
            for (int i = 0; i < Count; i++)
                text.Write(Convert.ToString(i, 2).PadLeft(22, '0').Replace('0', 'A').Replace('1', 'C')
                    + new string('G', i % 100) + "\n");

        SequenceSummary sequences = FileInspector.Inspect(path).Sequences!;

        Assert.Equal(Count, sequences.Records);
        Assert.Equal(new DuplicateSummary(Count, 0, IsCut: true), sequences.Duplicates);
        Assert.False(sequences.Lengths.IsExact);
        Assert.Equal(1_000_000, sequences.Lengths.Histogram.Counts.Sum());
        // All lengths from 22 to 121 are as frequent; five standard deviations of the sampled share are 0.3 of a length.
        Assert.InRange(sequences.Lengths.Median, 70, 72);
        Assert.InRange(sequences.Lengths.Quantile95, 115, 117);
        Assert.Equal((22.0, 121.0), (sequences.Lengths.Numbers.Min, sequences.Lengths.Numbers.Max));
    }

    [Fact]
    public void Garbage_never_crashes()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "garbage");

        int refused = Texts.Refusals("inspect", bytes =>
        {
            File.WriteAllBytes(path, bytes);
            SequenceSummary? sequences = FileInspector.Inspect(path).Sequences;
            Assert.True(sequences is null || sequences.Records > 0);
            Assert.True(sequences is null || sequences.Suggestion is null or { ContextBases: > 0 });
        });

        Assert.InRange(refused, 1, 1_999);
    }

    private static SequenceSummary Sequences(string name, string text) => Inspect(name, text).Sequences!;

    private static FileInspection Inspect(string name, string text)
    {
        using var folder = new TemporaryFolder();
        return FileInspector.Inspect(folder.Write(name, text));
    }
}
