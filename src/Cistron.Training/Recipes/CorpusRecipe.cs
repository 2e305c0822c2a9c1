using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Data.Recipes;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Datasets;

namespace Cistron.Training.Recipes;

/// <summary>The section <c>data</c> of a pre-training recipe.</summary>
public sealed record CorpusRecipe : IValidated
{
    /// <summary>Files of sequences, FASTA or any other that <see cref="SequenceSource"/> reads; or give <see cref="Labelled"/>.</summary>
    [Description("files of sequences, plain or .gz: FASTA, .2bit, FASTQ, tables, JSON lines, a sequence or its k-mers a line")]
    public IReadOnlyList<string> Corpus { get; init; } = [];

    /// <summary>
    /// A labelled dataset whose train and dev sequences are the corpus, without their labels. Its test sequences never are.
    /// </summary>
    public LabelledDataRecipe? Labelled { get; init; }

    /// <summary>The letters of the sequences.</summary>
    [Description("dna or rna; T and U are exchanged where needed, and counted")]
    public NucleicAlphabet Alphabet { get; init; } = NucleicAlphabet.Dna;

    /// <summary>Bases of one training row.</summary>
    [Description("bases of one training row")]
    [Range(1, 1 << 24)]
    public int WindowBases { get; init; } = 510;

    /// <inheritdoc cref="WindowOptions.Shortest"/>
    [Description("every other training row has a random length from this to window_bases, as in DNABERT; null: none")]
    [Range(1, 1 << 24)]
    public int? ShortestWindowBases { get; init; }

    /// <summary>Whether training rows begin at a random base of their first kernel; null: they do where kernels have several.</summary>
    [Description("whether rows lose fewer leading bases than a kernel has, at random; null: where a convolution reads them")]
    public bool? RandomFrame { get; init; }

    /// <summary>Windows with a larger share of letters such as N are passed over.</summary>
    [Description("windows with a larger share of ambiguous letters are passed over")]
    [Range(0, 1)]
    public double MaxAmbiguousShare { get; init; } = 0.1;

    /// <summary>Whether windows are read from both strands.</summary>
    [Description("both: half of the windows are reverse complements; forward: none")]
    public StrandSampling Strands { get; init; } = StrandSampling.Both;

    /// <summary>The share held out: the end of every long record, whole short records.</summary>
    [Description("share of the bases held out: the last part of every genome record, whole short records")]
    [Range(0.0001, 0.9)]
    public double ValidationFraction { get; init; } = 0.1;

    /// <summary>Windows of the held-out part that are validated on.</summary>
    [Description("windows of the held-out part, evenly spread, that are validated on")]
    [Range(1, 1 << 20)]
    public int ValidationWindows { get; init; } = 512;

    /// <summary>Order of the Markov model that bits per base are compared with.</summary>
    [Description("order of the Markov model that bits per base are compared with")]
    [Range(0, 10)]
    public int MarkovOrder { get; init; } = 5;

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (Corpus.Count == 0 && Labelled is null)
            yield return ("corpus", "is missing (files of sequences, such as FASTA); give it, or 'labelled'");
        if (Corpus.Count > 0 && Labelled is not null)
            yield return ("labelled", "stands beside corpus; give one of them");
        if (ShortestWindowBases > WindowBases)
            yield return ("shortest_window_bases", $"is {ShortestWindowBases}, more than window_bases, {WindowBases}; lower it");
    }
}
