using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.GenBank;
using Cistron.Sequences.Tests.Annotations;

namespace Cistron.Sequences.Tests.Formats.GenBank;

public class GenBankReaderTests
{
    private const string Entry = """
        LOCUS       AB000001      20 bp    DNA     circular BCT 01-JAN-2000
        DEFINITION  A sequence of two
                    lines.
        ACCESSION   AB000001 AB000000
        VERSION     AB000001.2
        KEYWORDS    .
        SOURCE      Some organism
          ORGANISM  Some organism
                    Bacteria.
        REFERENCE   1  (bases 1 to 20)
        FEATURES             Location/Qualifiers
             source          1..20
                             /organism="Some organism"
             CDS             complement(join(1..5,
                             8..>10))
                             /gene="x"
                             /note="says ""hi"" over
                             two lines"
                             /codon_start=1
                             /pseudo
                             /translation="MK
                             LV"
        BASE COUNT     5 a 5 c 5 g 5 t
        ORIGIN
                1 acgtacgtac gtacgtacgN
        //

        """;

    [Fact]
    public void An_entry_is_read_from_LOCUS_to_its_end()
    {
        GenBankRecord record = Assert.Single(Read(Entry));

        Assert.Equal(("AB000001", "AB000001", "AB000001.2", "DNA", true, 1L),
            (record.Name, record.Accession, record.Version, record.Molecule, record.IsCircular, record.Line));
        Assert.Equal("A sequence of two lines.", record.Definition);
        Assert.Equal("ACGTACGTACGTACGTACGN", Texts.String(record.Bases));
        Assert.Equal(
            [
                "source|AB000001.2:0-20(+)||||organism=Some organism",
                "CDS|AB000001.2:0-5(-) AB000001.2:7-10(-)|>|||"
                + "gene=x;note=says \"hi\" over two lines;codon_start=1;pseudo=;translation=MKLV",
            ],
            record.Features.Select(FeatureText.Show));
        Assert.Equal([12L, 14L], record.Features.Select(feature => feature.Line));
    }

    [Theory]
    [InlineData("5", 0, "c:4-5(+)", "")]
    [InlineData("5..7", 0, "c:4-7(+)", "")]
    [InlineData("<1..>9", 0, "c:0-9(+)", "<>")]
    [InlineData("<5", 0, "c:4-5(+)", "<")]
    [InlineData(">5", 0, "c:4-5(+)", ">")]
    [InlineData("complement(<5..7)", 0, "c:4-7(-)", "<")]
    [InlineData("join(1..5,8..10)", 0, "c:0-5(+) c:7-10(+)", "")]
    [InlineData("order(1..5,8)", 0, "c:0-5(+) c:7-8(+)", "")]
    [InlineData("complement(join(1..5,8..10))", 0, "c:0-5(-) c:7-10(-)", "")]
    [InlineData("join(complement(8..10),complement(1..5))", 0, "c:0-5(-) c:7-10(-)", "")]
    [InlineData("join(90..100,1..10)", 0, "c:89-100(+) c:0-10(+)", "")]
    [InlineData("complement(join(90..100,1..10))", 0, "c:89-100(-) c:0-10(-)", "")]
    [InlineData("join(5..6,complement(1..2),8..9)", 0, "c:4-6(+) c:0-2(-) c:7-9(+)", "")]
    [InlineData("complement(complement(5..6))", 0, "c:4-6(+)", "")]
    [InlineData("10^11", 0, "c:10-10(+)", "")]
    [InlineData("100^1", 0, "c:100-100(+)", "")]
    [InlineData("join(J00194.1:1..5,8..10)", 1, "c:7-10(+)", "")]
    public void Locations_count_from_1_in_the_file_and_from_0_outside(
        string location, int remote, string parts, string open)
    {
        using var reader = new GenBankReader(Texts.Lines(WithLocation(location)));

        string feature = FeatureText.Show(reader.Read().Single().Features.Single());

        Assert.Equal($"gene|{parts}|{open}|||", feature);
        Assert.Equal(remote, reader.RemoteParts);
    }

    [Fact]
    public void A_feature_on_other_entries_alone_is_left_out_and_counted()
    {
        using var reader = new GenBankReader(Texts.Lines(WithLocation("join(J00194.1:1..5,complement(J00195:8))")));

        Assert.Empty(reader.Read().Single().Features);
        Assert.Equal(2, reader.RemoteParts);
    }

    [Theory]
    [InlineData("0..5", "the location '0..5' cannot be read; places are such as")]
    [InlineData("5..", "the location '5..' cannot be read")]
    [InlineData("5..4", "the location 5..4 ends before it starts; GenBank counts from 1")]
    [InlineData("5..101", "the location ends at 101; the sequence has 100 bases, counted from 1")]
    [InlineData("(1.5)..9", "the location '(1.5)..9' cannot be read")]
    [InlineData("5.9", "the location '5.9' cannot be read")]
    [InlineData("one-of(1,5)", "the location has the operator 'one-of'; complement, join and order can be read")]
    [InlineData("5^7", "the location '5^7' cannot be read")]
    [InlineData("join(1..5", "the location 'join(1..5' cannot be read")]
    [InlineData("join()", "the location 'join()' cannot be read")]
    [InlineData("1..5)", "the location '1..5)' cannot be read")]
    public void A_wrong_location_is_named_with_its_line(string location, string found)
    {
        var fault = Assert.Throws<InputException>(() => Read(WithLocation(location)));

        Assert.StartsWith($"x.gb:3: {found}", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("correct the place of this 'gene'.", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("90..10", "c:89-100(+) c:0-10(+)")]
    [InlineData("complement(90..10)", "c:89-100(-) c:0-10(-)")]
    public void A_circular_sequence_has_places_across_its_origin(string location, string parts)
    {
        string text = WithLocation(location).Replace("DNA", "DNA circular", StringComparison.Ordinal);

        string feature = FeatureText.Show(Read(text).Single().Features.Single());

        Assert.Equal($"gene|{parts}||||", feature);
    }

    [Fact]
    public void A_dot_is_no_accession()
    {
        GenBankRecord record = Assert.Single(Read("LOCUS       p 4 bp ds-DNA\nACCESSION   .\nVERSION     .\n//\n"));

        Assert.Equal(("p", "ds-DNA"), (record.SequenceName, record.Molecule));
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        var fault = Assert.Throws<InputException>(() => Read(WithLocation(new string('(', 1) + string.Concat(
            Enumerable.Repeat("complement(", 100_000)) + "1")));

        Assert.Contains("cannot be read", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_follow_each_other_and_may_lack_their_sequence()
    {
        List<GenBankRecord> records = Read(WithLocation("1..5") + "\n" + Entry);

        Assert.Equal([("c", 0), ("AB000001", 20)], records.Select(record => (record.Name, record.Bases.Length)));
    }

    [Fact]
    public void Lines_about_a_release_are_passed_over() =>
        Assert.Single(Read("GBBCT1.SEQ          Genetic Sequence Data Bank\n        June 15 2020\n\n" + Entry));

    [Fact]
    public void What_prodigal_writes_is_read()
    {
        GenBankRecord record = Assert.Single(Read("""
            DEFINITION  seqnum=1;seqlen=90;seqhdr="NC_1.2 some words";version=Prodigal.v2.6.3
            FEATURES             Location/Qualifiers
                 CDS             <3..98
                                 /note="ID=1_1;partial=10;"
            //

            """));

        Assert.Equal(["CDS|NC_1.2:2-98(+)|<|||note=ID=1_1;partial=10;"], record.Features.Select(FeatureText.Show));
    }

    [Fact]
    public void A_line_of_bases_that_is_lost_is_noticed()
    {
        string text = Entry.Replace("        1 acgtacgtac gtacgtacgN", "       11 gtacgtacgN", StringComparison.Ordinal);

        var fault = Assert.Throws<InputException>(() => Read(text));

        Assert.Contains("the place of its first base, 1, counted from 1", fault.Message, StringComparison.Ordinal);
    }

    private static string WithLocation(string location) =>
        "LOCUS       c 100 bp DNA\nFEATURES             Location/Qualifiers\n"
        + $"     gene            {location}\n//\n";

    private static List<GenBankRecord> Read(string text)
    {
        using var reader = new GenBankReader(Texts.Lines(text, "x.gb"));
        return [.. reader.Read()];
    }
}
