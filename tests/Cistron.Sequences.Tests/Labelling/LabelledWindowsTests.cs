using Cistron.Sequences.Formats;
using Cistron.Sequences.Labelling;
using Cistron.Sequences.Tests.Formats;

namespace Cistron.Sequences.Tests.Labelling;

public class LabelledWindowsTests
{
    private static readonly WindowRule StartRule = new(WindowAnchor.Start, 2, 3);

    //                                   0         1         2
    //                                   0123456789012345678901234
    private const string Bases = "AAACCCGGGTTTACGTACGATTCAG";

    [Fact]
    public void Windows_of_either_strand_are_read_in_their_own_direction()
    {
        using var genome = new TestGenome(("c", Bases));

        LabelledWindows windows = genome.Cut("c 6 12 a 0 +\nc 6 12 b 0 -\n", StartRule);

        Assert.Equal(
            ["CCGGG 1 c:4-9(+) positive a", "GTAAA 1 c:9-14(-) positive b"],
            windows.Read().Select(Show));
    }

    [Fact]
    public void Windows_over_an_end_or_with_unknown_letters_are_dropped_and_counted()
    {
        using var genome = new TestGenome(("c", "ACGTNACGTACG"));

        LabelledWindows windows = genome.Cut("c 1 5\nc 10 12\nc 4 9\nc 8 10\n", StartRule);

        Assert.Equal(["CGTAC 1 c:6-11(+) positive "], windows.Read().Select(Show));
        Assert.Equal((2, 1, 1), (windows.Counts.OverEnd, windows.Counts.Ambiguous, windows.Counts.Kept["positive"]));
        Assert.Equal(2, genome.Cut("c 4 9\nc 8 10\n", StartRule with { MaxAmbiguousShare = 0.2 }).Read().Count());
    }

    [Fact]
    public void Bases_that_occur_twice_are_kept_once_and_with_two_labels_never()
    {
        using var genome = new TestGenome(("c", "TTTTTTTTTTTTTTTTTTTTACGACGACGTTTTTTTTTTTTTTTTTTTTACGACGACGTT"));

        LabelledWindows windows = genome.Cut("c 22 23\nc 51 52\nc 5 15\nc 40 41\n",
            StartRule with { Negatives = [new InsideFeatures(0)] });

        // Both TTTTT around the third and fourth feature and inside the third are one sequence with two labels.
        Assert.Equal((1, 3), (windows.Counts.Duplicates, windows.Counts.Conflicts));
        Assert.DoesNotContain(windows.Read(), window => Texts.String(window.Bases) == "TTTTT");
        Assert.Single(windows.Read(), window => Texts.String(window.Bases) == "ACGAC" && window.Label == 1);
    }

    [Fact]
    public void A_feature_too_short_for_a_window_inside_gives_none()
    {
        using var genome = new TestGenome(("c", Bases));

        LabelledWindows windows = genome.Cut("c 5 13\nc 5 14\n",
            StartRule with { Negatives = [new InsideFeatures(2)] });

        Assert.Equal(["c:7-12(+)"], windows.Read().Where(window => window.Label == 0).Select(w => w.Place.ToString()));
        Assert.Equal(1, windows.Counts.TooShort);
    }

    [Fact]
    public void Features_that_name_no_sequence_lie_on_the_only_one()
    {
        using var genome = new TestGenome(("c", Bases));

        LabelledWindows windows = genome.Cut("start,end,strand\n6,12,+\n", StartRule);

        Assert.Equal(["CCGGG 1 c:4-9(+) positive "], windows.Read().Select(Show));
    }

    [Fact]
    public void Features_out_of_order_and_open_ends_are_left_out_and_counted()
    {
        using var genome = new TestGenome(("c", Bases));

        LabelledWindows windows = genome.Cut("""
            LOCUS       c 25 bp DNA circular
            FEATURES             Location/Qualifiers
                 CDS             join(20..25,1..3)
                 CDS             join(5..6,complement(9..10))
                 CDS             <7..12
                 CDS             complement(<7..12)
            //

            """, StartRule);

        Assert.Equal(["GTAAA 1 c:9-14(-) positive "], windows.Read().Select(Show));
        Assert.Equal((4, 2, 1), (windows.Counts.Selected, windows.Counts.OutOfOrder, windows.Counts.OpenEnded));
    }

    [Fact]
    public void A_whole_sequence_as_a_feature_leaves_room_between_the_others()
    {
        using var genome = new TestGenome(("c", TestGenome.Draw(2_000, 1)));

        LabelledWindows windows = genome.Cut("c 0 2000\nc 500 520\n",
            StartRule with { Negatives = [new RandomIntergenic(100)] });

        LabelledWindow negative = Assert.Single(windows.Read(), window => window.Kind == "intergenic");
        Assert.True(negative.Place.End <= 400 || negative.Place.Start >= 620);
    }

    [Fact]
    public void Where_no_place_is_left_the_windows_are_counted()
    {
        using var genome = new TestGenome(("c", Bases));

        LabelledWindows windows = genome.Cut("c 6 12\n",
            StartRule with { Negatives = [new RandomIntergenic(20, Count: 3)] });

        Assert.Equal((3, 0), (windows.Counts.NotFound, windows.Counts.Kept["intergenic"]));
    }

    [Fact]
    public void Features_elsewhere_are_counted()
    {
        using var genome = new TestGenome(("c", Bases), ("d", Bases));

        LabelledWindows windows = genome.Cut("c 6 12\nx 6 12\n", StartRule);

        Assert.Equal((2, 1), (windows.Counts.Features, windows.Counts.FeaturesElsewhere));
    }

    [Theory]
    [InlineData("chr1 6 12\nchr2 6 12\n",
        "x.bed: no feature is on a sequence of the genome; the annotation names 'chr1', 'chr2'; the genome has 'c', 'd'")]
    [InlineData("c 6 12\nc 25 30\n", "x.bed:2: a feature begins 25 bases into 'c'; the genome has 25 bases of it")]
    public void An_annotation_of_another_genome_is_refused(string annotation, string found)
    {
        using var genome = new TestGenome(("c", Bases), ("d", Bases));

        var fault = Assert.Throws<InputException>(() => genome.Cut(annotation, StartRule));

        Assert.StartsWith(found, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_sequences_of_one_name_are_no_genome() =>
        Assert.Contains("two sequences are called 'c'",
            Assert.Throws<InputException>(() => new TestGenome(("c", "ACGT"), ("c", "ACGT"))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_table_has_a_row_for_each_window()
    {
        using var genome = new TestGenome(("c", Bases));
        LabelledWindows windows = genome.Cut("c 6 12 a 0 -\n", StartRule with { Negatives = [new ShuffledPositive()] });
        var text = new MemoryStream();

        LabelledWindowTable.Write(text, ',', windows.Read());

        Assert.StartsWith(
            "sequence,label,id,chromosome,start,end,strand,kind,feature\nGTAAA,1,c:9-14(-),c,9,14,-,positive,a\n",
            Texts.String(text.ToArray()), StringComparison.Ordinal);
    }

    private static string Show(LabelledWindow window) =>
        $"{Texts.String(window.Bases)} {window.Label} {window.Place} {window.Kind} {window.Feature}";
}
