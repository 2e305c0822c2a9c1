using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Tests.Formats;

namespace Cistron.Sequences.Tests.Datasets;

public class LabelledTableTests
{
    [Fact]
    public void Samples_carry_their_name_bases_label_and_line()
    {
        using LabelledTable table = Open("label,sequence\n1,acgN\n\n 0 , \n");

        Assert.Equal(["line2|acgN|1|2", "line4||0|4"],
            table.Read().Select(s => $"{s.Id}|{Texts.String(s.Bases)}|{s.Label}|{s.Line}"));
    }

    [Theory]
    [InlineData("sequence,label,name\nA,1,gene", "gene")]
    [InlineData("id,name,sequence,label\nx,gene,A,1", "x")]
    public void A_column_of_names_names_the_samples(string text, string id)
    {
        using LabelledTable table = Open(text);

        Assert.Equal(id, Assert.Single(table.Read()).Id);
    }

    [Theory]
    [InlineData("sequence,label\n", null, null, "sequence", "label")]
    [InlineData("Sequence,LABEL\n", null, null, "Sequence", "LABEL")]
    [InlineData("utr,y\n", null, null, "utr", "y")]
    [InlineData("seq,label,class,sequence\n", null, null, "sequence", "label")]
    [InlineData("utr,rl,label\n", null, "rl", "utr", "rl")]
    [InlineData("sgrna,target,label\n", "sgrna", null, "sgrna", "label")]
    public void The_columns_taken_are_visible(
        string header, string? askedSequence, string? askedLabel, string sequence, string label)
    {
        using LabelledTable table = LabelledTable.Open(Texts.Lines(header), askedSequence, askedLabel);

        Assert.Equal((sequence, label), (table.SequenceColumn, table.LabelColumn));
    }

    [Theory]
    [InlineData("dna,label\n", "no column is called 'sequence'; the columns are 'dna', 'label'")]
    [InlineData("seq,utr,label\n", "several columns could hold the sequence: 'seq', 'utr'")]
    [InlineData("sequence,target,y\n", "several columns could hold the label: 'target', 'y'; the columns are")]
    [InlineData("ACGT\nACGT\n", "the columns are 'ACGT'")]
    public void Missing_and_ambiguous_columns_are_refused_with_a_list(string text, string found)
    {
        var fault = Assert.Throws<InputException>(() => Open(text));

        Assert.StartsWith("x.csv:1: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(found, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_was_asked_for_is_not_replaced_by_another()
    {
        TextLines lines = Texts.Lines("sequence,label\n");

        var fault = Assert.Throws<InputException>(() => LabelledTable.Open(lines, labelColumn: "lable"));

        Assert.Contains("there is no column 'lable'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_rows_is_refused()
    {
        using LabelledTable table = Open("sequence,label\n");

        var fault = Assert.Throws<InputException>(() => table.Read().Count());

        Assert.Contains("no rows", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void JSON_lines_are_a_table_too()
    {
        using LabelledTable table = Open(
            "{\"id\":\"a\",\"sequence\":\"acgN\",\"label\":1.0,\"split\":\"train\"}\n\n{\"id\":\"b\",\"label\":null,\"sequence\":\"\"}\n");

        Assert.Equal(["a|acgN|1.0|1", "b|||3"],
            table.Read().Select(s => $"{s.Id}|{Texts.String(s.Bases)}|{s.Label}|{s.Line}"));
    }

    [Fact]
    public void A_list_of_labels_is_refused_unless_the_task_is_one_of_bases()
    {
        using LabelledTable table = LabelledTable.Open(
            Texts.Lines("{\"sequence\":\"AC\",\"reactivity\":[0.5,1.5]}\n", "x.jsonl"), labelColumn: "reactivity");

        var fault = Assert.Throws<InputException>(() => table.Read().Count());

        Assert.StartsWith("x.jsonl:1: the field 'reactivity' is a list; ", fault.Message, StringComparison.Ordinal);
        using LabelledTable ofBases = LabelledTable.Open(
            Texts.Lines("{\"sequence\":\"AC\",\"reactivity\":[0.5,1.5]}\n", "x.jsonl"), labelColumn: "reactivity",
            task: TaskKind.PerBaseValue);
        Assert.Equal("0.5,1.5", Assert.Single(ofBases.Read()).Label);
    }

    [Fact]
    public void The_tables_of_DNABERT_are_joined_to_bases()
    {
        using LabelledTable table = LabelledTable.Open(
            Texts.Lines("sequence\tlabel\nACGTAC CGTACG GTACGG\t1\nTTTTTT TTTTTA\t0\n", "train.tsv"));

        Assert.Equal(["ACGTACGG", "TTTTTTA"], table.Read().Select(sample => Texts.String(sample.Bases)));
        Assert.Equal(new KmerShape(6, 1), table.Kmers);
    }

    [Theory]
    [InlineData("sequence1,sequence2,label\n", "'sequence1' and 'sequence2'")]
    [InlineData("seq_1,seq_2,label\n", "'seq_1' and 'seq_2'")]
    [InlineData("text1,text2,label\n", "'text1' and 'text2'")]
    public void Pairs_of_sequences_are_refused_unless_one_is_chosen(string header, string found)
    {
        var fault = Assert.Throws<InputException>(() => Open(header));

        Assert.Contains($"each row has a pair of sequences, {found}", fault.Message, StringComparison.Ordinal);
        using LabelledTable table = LabelledTable.Open(Texts.Lines(header), header[..header.IndexOf(',', StringComparison.Ordinal)]);
        Assert.Equal("label", table.LabelColumn);
    }

    [Fact]
    public void A_gzip_table_is_read_from_its_file()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "x.csv.gz");
        File.WriteAllBytes(path, Texts.Gzip("sequence,label\nAC,1\n"));

        using LabelledTable table = LabelledTable.Open(path);

        Assert.Equal(path, table.File);
        Assert.Equal("1", Assert.Single(table.Read()).Label);
    }

    [Fact]
    public void Garbage_never_crashes()
    {
        int refused = Texts.Refusals("labelled", bytes =>
        {
            using LabelledTable table = LabelledTable.Open(Texts.Lines([.. "sequence,label\n"u8, .. bytes]));
            Assert.All(table.Read(), sample => Assert.True(sample.Line > 1));
        });

        Assert.InRange(refused, 1, 1_999);
    }

    private static LabelledTable Open(string text) => LabelledTable.Open(Texts.Lines(text, "x.csv"));
}
