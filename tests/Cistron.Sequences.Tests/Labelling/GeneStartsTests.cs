using System.Runtime.CompilerServices;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Annotations;
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
    public void Every_row_of_the_demo_is_a_window_of_the_rule()
    {
        HashSet<string> windows = [.. _windows.Read().Select(Row)];

        string[] demo = [.. DemoRows()];

        Assert.Equal(6_639 + 799 + 726, demo.Length);
        Assert.All(demo, row => Assert.Contains(row, windows));
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

    private static IEnumerable<string> DemoRows()
    {
        foreach (string split in new[] { "train", "dev", "test" })
        {
            using TableReader table = TableReader.Open(Sample($"gene_starts/{split}.csv.gz"));
            while (table.Next())
                yield return $"{table.Text(0)} {table.Text(1)} {table.Text(2)}";
        }
    }

    private static string Row(LabelledWindow window) => $"{Texts.String(window.Bases)} {window.Label} {window.Id}";

    private static string Sample(string name, [CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "samples", "data", name));
}
