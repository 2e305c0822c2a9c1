using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Tests.Formats;

namespace Cistron.Sequences.Tests.Datasets;

public class SequenceSourceTests
{
    [Theory]
    [InlineData("standard input", ">a note\nAC\nGT\n", SequenceLayout.Fasta, "a|note|ACGT|1")]
    [InlineData("x.csv", "\n>a\nACGT\n", SequenceLayout.Fasta, "a||ACGT|2")]
    [InlineData("x.csv", "seq,label\nACGT,1\n", SequenceLayout.Table, "line2||ACGT|2")]
    [InlineData("x.tsv.gz", "id\tsequence\ng\tACGT\n", SequenceLayout.Table, "g||ACGT|2")]
    [InlineData("standard input", "name,sequence\ng,ACGT\n", SequenceLayout.Table, "g||ACGT|2")]
    [InlineData("x.txt", "Sequence\r\nACGT\r\n", SequenceLayout.Table, "line2||ACGT|2")]
    [InlineData("standard input", "@r note\nACGT\n+\nIIII\n", SequenceLayout.Fastq, "r|note|ACGT|1")]
    [InlineData("x.fa", "\n@r\nACGT\n+\nIIII\n", SequenceLayout.Fastq, "r||ACGT|2")]
    [InlineData("x.fastq.gz", ">a\nACGT\n", SequenceLayout.Fasta, "a||ACGT|1")]
    [InlineData("standard input", "{\"id\":\"a\",\"sequence\":\"ACGT\",\"y\":[1,2]}", SequenceLayout.JsonLines, "a||ACGT|1")]
    [InlineData("x.jsonl.gz", "\n{\"utr\":\"ACGT\"}\n", SequenceLayout.JsonLines, "line2||ACGT|2")]
    [InlineData("x.tsv", "sequence\tlabel\nACG CGT\t1\n", SequenceLayout.Table, "line2||ACGT|2")]
    [InlineData("x.txt", "ACG CGT\n", SequenceLayout.Lines, "line1||ACGT|1")]
    [InlineData("x.txt", "\n ACGT \n", SequenceLayout.Lines, "line2||ACGT|2")]
    [InlineData("standard input", "ACGT", SequenceLayout.Lines, "line1||ACGT|1")]
    public void The_layout_is_found(string file, string text, SequenceLayout layout, string expected)
    {
        using SequenceSource source = SequenceSource.Open(Texts.Lines(text, file));

        Assert.Equal(layout, source.Layout);
        Assert.Equal(expected, Assert.Single(source.Read().Select(
            s => $"{s.Id}|{s.Description}|{Texts.String(s.Bases)}|{s.Line}")));
    }

    [Fact]
    public void One_sequence_a_line_skips_blank_lines_and_keeps_their_numbers()
    {
        using SequenceSource source = SequenceSource.Open(Texts.Lines("AC\n\nGT\r\n"));

        Assert.Equal(["line1", "line3"], source.Read().Select(sequence => sequence.Id));
        Assert.Null(source.SequenceColumn);
    }

    [Fact]
    public void A_column_can_be_asked_for()
    {
        using SequenceSource source = SequenceSource.Open(Texts.Lines("left,right\nAC,GT\n"), "right");

        Assert.Equal("right", source.SequenceColumn);
        Assert.Equal("GT", Texts.String(Assert.Single(source.Read()).Bases));
    }

    [Fact]
    public void Kmers_are_joined_and_their_shape_is_told()
    {
        using SequenceSource source = SequenceSource.Open(Texts.Lines("sequence\tlabel\nACG CGT GTT\t1\nTTT TTA\t0\n"));

        Assert.Null(source.Kmers);
        Assert.Equal(["ACGTT", "TTTA"], source.Read().Select(sequence => Texts.String(sequence.Bases)));
        Assert.Equal(new KmerShape(3, 1), source.Kmers);
    }

    [Theory]
    [InlineData("x.fa", "ACGT\n", "begins with 'ACGT'")]
    [InlineData("x.fq", "ACGT\n", "the line begins with 'ACGT'")]
    [InlineData("x.jsonl", "ACGT\n", "the line is not one JSON object")]
    [InlineData("x.csv", "sequence1,sequence2,label\nAC,GT,1\n", "each row has a pair of sequences, 'sequence1' and 'sequence2'")]
    [InlineData("x.csv", "dna,label\nAC,1\n", "no column is called 'sequence'")]
    [InlineData("x.csv", "sequence\n", "there is no sequence in the file")]
    [InlineData("x.txt", "\n\n", "there is no sequence in the file")]
    [InlineData("x.csv", "", "the table is empty")]
    [InlineData("x.fasta", "", "there is no sequence in the file")]
    public void A_file_that_is_not_what_it_seems_is_refused(string file, string text, string found)
    {
        var fault = Assert.Throws<InputException>(() =>
        {
            using SequenceSource source = SequenceSource.Open(Texts.Lines(text, file));
            source.Read().Count();
        });

        Assert.Contains(found, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x.txt")]
    [InlineData("x.fa")]
    [InlineData("x.tsv")]
    public void Garbage_never_crashes(string file)
    {
        int refused = Texts.Refusals("source", bytes =>
        {
            using SequenceSource source = SequenceSource.Open(Texts.Lines(bytes, file));
            Assert.All(source.Read(), sequence => Assert.InRange(sequence.Bases.Length, 0, bytes.Length));
        });

        Assert.InRange(refused, 1, 2_000);
    }
}
