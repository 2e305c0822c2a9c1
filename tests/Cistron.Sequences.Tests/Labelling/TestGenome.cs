using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Annotations;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Labelling;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tests.Formats;

namespace Cistron.Sequences.Tests.Labelling;

/// <summary>A small genome in a temporary folder, and windows cut from it.</summary>
internal sealed class TestGenome : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Corpus _corpus;

    public TestGenome(params (string Name, string Bases)[] sequences)
    {
        string fasta = string.Concat(sequences.Select(sequence => $">{sequence.Name}\n{sequence.Bases}\n"));
        _corpus = CorpusBuilder.Build([_folder.Write("genome.fa", fasta)], Alphabet.Dna, _folder.Path);
        Genome = new Genome(_corpus);
    }

    public Genome Genome { get; }

    /// <summary>Bases with stretches rich and poor in G and C, and some unknown.</summary>
    public static string Draw(int length, int number)
    {
        var draws = RandomStream.For(11, "genome", number);
        var bases = new StringBuilder();
        string letters = "ACGT";
        while (bases.Length < length)
        {
            if (draws.NextBelow(500) == 0)
                letters = new[] { "ACGT", "AATTACGT", "CCGGACGT" }[(int)draws.NextBelow(3)];
            bases.Append(draws.NextBelow(2_000) == 0 ? 'N' : letters[(int)draws.NextBelow(letters.Length)]);
        }
        return bases.ToString();
    }

    public LabelledWindows Cut(string annotation, WindowRule rule, ulong seed = 1)
    {
        using AnnotationSource source = AnnotationSource.Open(Texts.Lines(annotation, "x.bed"));
        return LabelledWindows.Cut(Genome, source, rule, seed);
    }

    public void Dispose()
    {
        _corpus.Dispose();
        _folder.Dispose();
    }
}
