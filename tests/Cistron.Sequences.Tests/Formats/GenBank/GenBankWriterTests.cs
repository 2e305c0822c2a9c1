using System.Text;
using Cistron.Sequences.Annotations;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Formats.GenBank;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tests.Annotations;

namespace Cistron.Sequences.Tests.Formats.GenBank;

public class GenBankWriterTests
{
    private static readonly string[] Values =
    [
        "", "x", "say \"hi\"", "\"", "a  b", "caf\u00e9", "/gene=", "(pos:1..3,aa:OTHER)", " edges ",
        string.Join(' ', Enumerable.Repeat("several words", 20)), string.Join("  ", Enumerable.Repeat("a b", 60)),
        new('M', 200),
    ];

    [Fact]
    public void An_entry_has_the_columns_of_the_format()
    {
        var record = new GenBankRecord("c", "ACGTACGTACGT"u8.ToArray(),
        [
            new Feature("CDS",
                [new(new Interval("c.1", 0, 5, Strand.Reverse)), new(new Interval("c.1", 7, 10, Strand.Reverse))],
                [new("gene", "x"), new("codon_start", "1"), new("pseudo", "")]) { IsOpenAtEnd = true },
        ]) { Version = "c.1", Definition = "A thing." };

        Assert.Equal("""
            LOCUS       c                         12 bp    DNA     linear   UNK 01-JAN-1980
            DEFINITION  A thing.
            VERSION     c.1
            FEATURES             Location/Qualifiers
                 CDS             complement(join(1..5,8..>10))
                                 /gene="x"
                                 /codon_start=1
                                 /pseudo
            ORIGIN
                    1 acgtacgtac gt
            //

            """, Written(record));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        for (int round = 0; round < 500; round++)
        {
            var draws = RandomStream.For(1, "genbank", round);
            GenBankRecord[] records = [.. Enumerable.Range(0, 1 + (int)draws.NextBelow(3)).Select(_ => Draw(draws))];

            using var reader = new GenBankReader(Texts.Lines(Encoding.UTF8.GetBytes(Written(records))));

            Assert.Equal(records.Select(Show), reader.Read().Select(Show));
        }
    }

    [Fact]
    public void An_entry_that_would_not_read_back_is_refused()
    {
        Feature On(string sequence, string type, string value) =>
            new(type, [new(new Interval(sequence, 0, 1, Strand.Forward))], [new("note", value)]);

        Assert.Throws<ArgumentException>(() => Written(new GenBankRecord("", [], [])));
        Assert.Throws<ArgumentException>(() => Written(new GenBankRecord("two words", [], [])));
        Assert.Throws<ArgumentException>(() => Written(new GenBankRecord("c", "acgt"u8.ToArray(), [])));
        Assert.Throws<ArgumentException>(() => Written(new GenBankRecord("c", [], [On("d", "gene", "x")])));
        Assert.Throws<ArgumentException>(() => Written(new GenBankRecord("c", [],
            [new Feature("site", [new(new Interval("c", 0, 0))], [])])));
        Assert.Throws<ArgumentException>(() => Written(new GenBankRecord("c", [], [On("c", "", "x")])));
        Assert.Throws<ArgumentException>(() => Written(new GenBankRecord("c", [], [On("c", "a_type_too_long_", "x")])));
        Assert.Throws<ArgumentException>(() => Written(new GenBankRecord("c", [], [On("c", "gene", "a\nb")])));
    }

    private static GenBankRecord Draw(RandomStream draws)
    {
        byte[] bases = new byte[draws.NextBelow(3) == 0 ? 0 : 1 + draws.NextBelow(300)];
        foreach (ref byte letter in bases.AsSpan())
            letter = "ACGTN"u8[(int)draws.NextBelow(5)];
        string version = draws.NextBelow(2) == 0 ? "" : "AB1.2";
        string name = version.Length > 0 ? version : "entry";
        int length = bases.Length == 0 ? 1_000 : bases.Length;
        return new GenBankRecord("entry", bases,
            [.. Enumerable.Range(0, (int)draws.NextBelow(4)).Select(_ => DrawFeature(draws, name, length))])
        {
            Version = version,
            Definition = draws.NextBelow(2) == 0 ? "" : "Some words.",
            IsCircular = draws.NextBelow(2) == 0,
        };
    }

    private static Feature DrawFeature(RandomStream draws, string sequence, int length)
    {
        List<FeaturePart> parts = [];
        bool isMixed = draws.NextBelow(4) == 0;
        var strand = draws.NextBelow(2) == 0 ? Strand.Forward : Strand.Reverse;
        for (long i = draws.NextBelow(30) == 0 ? 40 : draws.NextBelow(4); i >= 0; i--)
        {
            long start = draws.NextBelow(length);
            long end = start + draws.NextBelow(length - start + 1) + (start == 0 ? 1 : 0);
            end = Math.Min(end, length);
            if (isMixed)
                strand = (Strand)(1 + draws.NextBelow(2));
            parts.Add(new(new Interval(sequence, start, end, strand)));
        }
        List<FeatureAttribute> qualifiers = [];
        for (long i = draws.NextBelow(4); i > 0; i--)
            qualifiers.Add(new(new[] { "note", "translation", "transl_except" }[(int)draws.NextBelow(3)],
                Values[(int)draws.NextBelow(Values.Length)]));
        long first = parts.Min(part => part.Place.Start), last = parts.Max(part => part.Place.End);
        // A part without bases has no sign for an open end.
        bool hasSite = parts.Exists(
            part => part.Place.Length == 0 && (part.Place.Start == first || part.Place.End == last));
        return new Feature("CDS", parts, qualifiers)
        {
            IsOpenAtStart = !hasSite && draws.NextBelow(3) == 0,
            IsOpenAtEnd = !hasSite && draws.NextBelow(3) == 0,
        };
    }

    private static string Show(GenBankRecord record) =>
        $"{record.Name}|{record.Version}|{record.Definition}|{record.IsCircular}|{Texts.String(record.Bases)}|"
        + string.Join('\n', record.Features.Select(FeatureText.Show));

    private static string Written(params GenBankRecord[] records)
    {
        var text = new MemoryStream();
        var writer = new GenBankWriter(text);
        foreach (GenBankRecord record in records)
            writer.Write(record);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
