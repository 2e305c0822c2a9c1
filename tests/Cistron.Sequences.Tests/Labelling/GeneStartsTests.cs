using System.Runtime.CompilerServices;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Annotations;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Formats.Tables;
using Cistron.Sequences.Labelling;
using Cistron.Sequences.Tests.Formats;

namespace Cistron.Sequences.Tests.Labelling;

/// <summary>The gene starts of the demo, said as a rule; <c>samples/data/SOURCES.md</c> says what they are.</summary>
public sealed class GeneStartsTests : IDisposable
{
    private static readonly WindowRule GeneStarts = new(WindowAnchor.Start, 100, 50)
    {
        Filters = [new AttributeFilter("partial", "00")],
        Negatives = [new InsideFeatures(50)],
    };

    private readonly TemporaryFolder _folder = new();
    private readonly Corpus _corpus;
    private readonly LabelledWindows _windows;

    public GeneStartsTests()
    {
        _corpus = CorpusBuilder.Build([Sample("ecoli_k12.fa.gz")], Alphabet.Dna, _folder.Path);
        using AnnotationSource genes = AnnotationSource.Open(Sample("ecoli_genes.tsv.gz"));
        _windows = LabelledWindows.Cut(new Genome(_corpus), genes, GeneStarts, seed: 1);
    }

    public void Dispose()
    {
        _corpus.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Every_gene_start_of_the_demo_is_a_positive_window_of_the_rule()
    {
        HashSet<string> positives = [.. _windows.Read().Where(window => window.Label == 1).Select(Row)];

        string[] demo = [.. DemoRows("1")];

        Assert.Equal(3_036 + 366 + 390, demo.Length);
        Assert.All(demo, row => Assert.Contains(row, positives));
    }

    [Fact]
    public void Every_gene_that_is_long_enough_gives_one_window_inside()
    {
        WindowCounts counts = _windows.Counts;

        Assert.Equal((4_313, 4_313), (counts.Features, counts.Selected));
        Assert.Equal(counts.Features - counts.TooShort + counts.Features - counts.OverEnd,
            counts.Kept.Values.Sum() + counts.Duplicates + counts.Conflicts);
        Assert.Equal((0, 0, 0), (counts.Ambiguous, counts.FeaturesElsewhere, counts.Unstranded));
    }

    private static IEnumerable<string> DemoRows(string label)
    {
        foreach (string split in new[] { "train", "dev", "test" })
        {
            using TableReader table = TableReader.Open(Sample($"gene_starts/{split}.csv.gz"));
            while (table.Next())
                if (table.Text(1) == label)
                    yield return $"{table.Text(0)} {table.Text(2)} {table.Text(3)} {table.Text(4)}";
        }
    }

    private static string Row(LabelledWindow window)
    {
        char strand = window.Place.Strand == Strand.Reverse ? '-' : '+';
        return $"{Texts.String(window.Bases)} {strand} {window.Place.Start} {window.Place.End}";
    }

    private static string Sample(string name, [CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "samples", "data", name));
}
