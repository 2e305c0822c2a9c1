using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Data.Recipes;
using Cistron.Models.Bert;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Corpora;
using Cistron.Training.Masking;

namespace Cistron.Training.Recipes;

/// <summary>The recipe of <c>pretrain</c>: masked language modelling on unlabelled sequences.</summary>
public sealed record PretrainRecipe : IValidated
{
    /// <summary>The run folder.</summary>
    [Description("the run folder, made when it is not there; the same command resumes it")]
    [Required]
    public string Run { get; init; } = "";

    /// <summary>The seed of every random stream.</summary>
    [Description("the seed of every random draw")]
    public ulong Seed { get; init; } = 1;

    /// <summary>Where the model lives.</summary>
    [Description("auto, cpu, cuda or cuda:N")]
    public string Device { get; init; } = "auto";

    /// <summary>What is read.</summary>
    public CorpusRecipe Data { get; init; } = new();

    /// <summary>How bases become tokens.</summary>
    public TokenizerRecipe Tokenizer { get; init; } = new();

    /// <summary>The encoder.</summary>
    public BertRecipe Model { get; init; } = new();

    /// <summary>Which tokens are to be predicted.</summary>
    public MaskingRecipe Masking { get; init; } = new();

    /// <summary>How the model is optimized.</summary>
    public TrainingRecipe Training { get; init; } = new();

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (Data.WindowBases < Tokenizer.K)
            yield return ("data.window_bases", $"is {Data.WindowBases}, less than one {Tokenizer.K}-mer; give at least tokenizer.k");
        else if (Model.Fault() is { } fault)
            yield return ("model", $"cannot be built: {fault}");
        if (!Training.TrainsAll)
            yield return ("training.train", "keeps layers that were never trained; train all at some time");
    }
}

/// <summary>The section <c>data</c> of a pre-training recipe.</summary>
public sealed record CorpusRecipe
{
    /// <summary>FASTA files.</summary>
    [Description("FASTA files, plain or .gz")]
    [Required]
    public IReadOnlyList<string> Corpus { get; init; } = [];

    /// <summary>The letters of the sequences.</summary>
    [Description("dna or rna; T and U are exchanged where needed, and counted")]
    public NucleicAlphabet Alphabet { get; init; } = NucleicAlphabet.Dna;

    /// <summary>Bases of one training row.</summary>
    [Description("bases of one training row")]
    [Range(1, 1 << 24)]
    public int WindowBases { get; init; } = 510;

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
}

/// <summary>The section <c>masking</c>: BERT's masking (Devlin et al. 2019, §3.1).</summary>
public sealed record MaskingRecipe : IValidated
{
    /// <summary>The chance of each token to be predicted.</summary>
    [Description("chance of each token to be predicted")]
    [Range(0.001, 0.9)]
    public double Probability { get; init; } = 0.15;

    /// <summary>Share of those that become [MASK].</summary>
    [Description("share of those that become [MASK]")]
    [Range(0, 1)]
    public double MaskShare { get; init; } = 0.8;

    /// <summary>Share of those that become a random token.</summary>
    [Description("share of those that become a random token; the rest is kept")]
    [Range(0, 1)]
    public double RandomShare { get; init; } = 0.1;

    /// <summary>The policy that these numbers name.</summary>
    public BertMasking Policy => new(Probability) { MaskShare = MaskShare, RandomShare = RandomShare };

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (MaskShare + RandomShare > 1)
            yield return ("random_share", $"and mask_share make {MaskShare + RandomShare}, more than 1; lower one of them");
    }
}
