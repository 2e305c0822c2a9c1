using Cistron.Cli.Verbs;
using Cistron.Evaluation.Embeddings;
using Cistron.Evaluation.Metrics;
using Cistron.Models.Attention;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Motifs;
using Cistron.Training.Interpretation;
using Cistron.Training.Interpretation.Attention;
using Cistron.Training.Interpretation.Motifs;
using Cistron.Training.Interpretation.Mutagenesis;
using Cistron.Training.Verbs;

namespace Cistron.Cli.Tests;

public sealed class InterpretScreenTests
{
    [Fact]
    public void A_perturbation_map_shows_where_each_width_is_lowest() =>
        Transcript.Of("interpret perturbation model=m input=a.csv output=runs/map", [new PerturbationVerb((_, _, _) => Perturbation)])
            .Matches("interpret-perturbation");

    [Fact]
    public void Help_of_interpret_perturbation_lists_its_keys() =>
        Transcript.Of("interpret perturbation --help").Matches("help-interpret-perturbation");

    [Fact]
    public void Attention_is_shown_by_layer_beside_even_attention() =>
        Transcript.Of("interpret attention model=m input=a.csv output=runs/attention", [new AttentionVerb((_, _, _) => Attention)])
            .Matches("interpret-attention");

    [Fact]
    public void Help_of_interpret_attention_lists_its_keys() => Transcript.Of("interpret attention --help").Matches("help-interpret-attention");

    private static AttentionResult Attention => new()
    {
        Files = [],
        Cistron = "0.1.0",
        Recipe = "",
        Report = "runs/attention/report.html",
        NearTokens = 6,
        Models = [Model("overlapping", 0.028, 0.24), Model("[RandomMask]", 0.056, double.NaN)],
        Seconds = 16,
    };

    private static ModelAttention Model(string name, params double[] entropies) => new()
    {
        Name = name,
        Folder = "m",
        Tokenizer = "dna 3-mers, stride 1",
        Sequences = 1_497,
        LongSequences = 0,
        Tokens = 66,
        Even = Enum.GetValues<AttentionStatistic>().ToDictionary(statistic => statistic, _ => 1.0),
        Layers = [.. entropies.Select(entropy => new LayerAttention(new HeadEstimates(Enum.GetValues<AttentionStatistic>()
            .ToDictionary(statistic => statistic, statistic => new Estimate(statistic == AttentionStatistic.DistanceBases ? 21.33 : entropy, 0, 1)), []), []))],
    };

    [Fact]
    public void A_token_map_shows_how_far_bases_order_the_tokens() =>
        Transcript.Of("interpret tokens model=m output=runs/tokens", [new TokensVerb((_, _, _) => Tokens)]).Matches("interpret-tokens");

    [Fact]
    public void Scores_of_bases_are_named_with_their_files() =>
        Transcript.Of("interpret bases model=m input=a.csv output=runs/bases", [new BasesVerb((_, _, _) => Bases)]).Matches("interpret-bases");

    [Fact]
    public void Masked_accuracy_is_shown_by_label() =>
        Transcript.Of("interpret accuracy model=m input=a.csv output=runs/accuracy", [new AccuracyVerb((_, _, _) => Accuracy)]).Matches("interpret-accuracy");

    [Fact]
    public void Help_of_interpret_accuracy_lists_its_keys() => Transcript.Of("interpret accuracy --help").Matches("help-interpret-accuracy");

    private static AccuracyResult Accuracy => new()
    {
        Files = [],
        Cistron = "0.1.0",
        Recipe = "",
        Report = "runs/accuracy/report.html",
        Tokenizer = "dna 3-mers, stride 3",
        Sequences = 221,
        LongSequences = 141,
        DroppedBases = 289_123,
        Unscored = 1,
        All = new LabelAccuracy("all", 220, 41_208, new Estimate(0.0521, 0.05, 0.0542), new Estimate(1.891, 1.88, 1.902), 0.051, 1.889),
        Labels = [new LabelAccuracy("[coding]", 100, 20_104, new Estimate(0.0571, 0.054, 0.0602), new Estimate(1.912, 1.9, 1.924), 0.056, 1.911)],
        CommonestShare = 0.034,
        Seconds = 12,
    };

    [Fact]
    public void Distances_by_frame_are_shown_beside_those_of_sequences() =>
        Transcript.Of("interpret frames model=m input=a.fa output=runs/frames", [new FramesVerb((_, _, _) => Frames)]).Matches("interpret-frames");

    [Fact]
    public void Help_of_interpret_frames_lists_its_keys() => Transcript.Of("interpret frames --help").Matches("help-interpret-frames");

    private static FramesResult Frames => new()
    {
        Files = [],
        Cistron = "0.1.0",
        Recipe = "",
        Report = "runs/frames/report.html",
        Tokenizer = "dna 3-mers, stride 3",
        Sequences = ["a", "b"],
        LongSequences = 0,
        TooShort = 0,
        Dimensions = 128,
        ByShift = [.. Enumerable.Range(0, 10).Select(shift => new ShiftDistance(shift, new Estimate(shift, 0, 9)))],
        ByFrame = [new FrameDistance(3, 0, new Estimate(0.162, 0.131, 0.194)), new FrameDistance(3, 1, new Estimate(2.085, double.NaN, double.NaN))],
        OtherSequences = new Estimate(3.42, 2.939, 3.901),
        Share = new Estimate(0.42, 0.3, 0.54),
        FirstShare = 0.4,
        SecondShare = 0.2,
    };

    [Fact]
    public void Vectors_are_shown_with_their_files_and_what_their_maps_tell() =>
        Transcript.Of("embed model=m input=a.csv output=runs/v.npy report=runs/maps", [new EmbedVerb((_, _, _) => Embedded)]).Matches("embed");

    [Fact]
    public void Help_of_embed_lists_its_keys() => Transcript.Of("embed --help").Matches("help-embed");

    private static EmbeddingSummary Embedded => new("runs/v.npy", "runs/v.ids.tsv", 2_220, 128, 141, default, new EmbeddingMap
    {
        Files = [],
        Cistron = "0.1.0",
        Recipe = "",
        Report = "runs/maps/report.html",
        Sequences = 2_220,
        Mapped = 2_000,
        Dimensions = 128,
        FirstShare = 0.4,
        SecondShare = 0.16,
        Perplexity = 30,
        Divergence = 0.55,
        Labels = [new LabelCount("a", 1_000), new LabelCount("b", 1_000)],
        Neighbours = 10,
        Separation = new Separation(0.765, 0.502, 0.156),
    });

    private static BasesResult Bases => new()
    {
        Files = [],
        Cistron = "0.1.0",
        Recipe = "",
        Report = "runs/bases/report.html",
        Class = "1",
        Sequences = 1_309,
        Bases = 132_209,
        Length = 101,
        MeanProbability = 0.989,
        Seconds = 13,
    };

    [Fact]
    public void Motifs_are_listed_with_their_counts() =>
        Transcript.Of("interpret motifs model=m input=a.csv output=runs/motifs", [new MotifsVerb((_, _, _) => Motifs)]).Matches("interpret-motifs");

    [Fact]
    public void Help_of_interpret_motifs_lists_its_keys() => Transcript.Of("interpret motifs --help").Matches("help-interpret-motifs");

    private static MotifsResult Motifs => new()
    {
        Files = [],
        Cistron = "0.1.0",
        Recipe = "",
        Report = "runs/motifs/report.html",
        Class = "1",
        Positives = 1_309,
        Negatives = 1_311,
        BothStrands = true,
        Found = new FoundMotifs(4_336, 2_669, 393, [Motif("GAGAGAGAGAGAGAGAGAGAGAGAGA", 652, 25), Motif("TGACTCA", 371, 37)]),
        Seconds = 40,
    };

    private static FoundMotif Motif(string stretch, int positives, int negatives) => new()
    {
        Stretch = stretch,
        Stretches = 3,
        Positives = positives,
        Negatives = negatives,
        OddsRatio = 13.453,
        LogChance = -190,
        LogValue = -183.1,
        Instances = 698,
        MeanScore = 0.01,
        Frequencies = new BaseFrequencies([], 24, Alphabet.Dna),
    };

    [Fact]
    public void Scored_variants_show_the_strongest_changes() =>
        Transcript.Of("interpret mutagenesis model=m input=a.fa output=runs/variants", [new MutagenesisVerb((_, _, _) => Mutagenesis)])
            .Matches("interpret-mutagenesis");

    [Fact]
    public void Help_of_interpret_mutagenesis_lists_its_keys() =>
        Transcript.Of("interpret mutagenesis --help").Matches("help-interpret-mutagenesis");

    private static MutagenesisResult Mutagenesis => new()
    {
        Files = [],
        Cistron = "0.1.0",
        Recipe = "",
        Report = "runs/variants/report.html",
        Class = "1",
        WindowBases = null,
        Changes = 2_424,
        LeftOut = [],
        MeanSize = 0.4,
        Strongest =
        [
            new ListedEffect("chr1", "rs12", 1_234_567, "A>T", new VariantEffect(0.998, 0.009)),
            new ListedEffect("chr1", "", 99, "ACGTACGTACGTACGTACGT>A", new VariantEffect(0.2, 0.4)),
        ],
        Differences = [],
        Seconds = 41,
    };

    private static TokensResult Tokens => new()
    {
        Files = [],
        Cistron = "0.1.0",
        Recipe = "",
        Report = "runs/tokens/report.html",
        Tokenizer = "dna 3-mers, stride 1",
        Tokens = 64,
        LeftOut = 0,
        Dimensions = 128,
        ExplainedShare = 0.4,
        Divergence = 0.8,
        Neighbours = 10,
        Separations =
        [
            new TokenSeparation("GC share", new Separation(0.397, 0.302, -0.039)),
            new TokenSeparation("base 1", new Separation(0.8, 0.238, 0.25)),
        ],
    };

    private static PerturbationResult Perturbation => new()
    {
        Files = [],
        Cistron = "0.1.0",
        Recipe = "",
        Report = "runs/map/report.html",
        Class = "1",
        Sequences = 100,
        Bases = 150,
        Origin = 100,
        Predictions = 25_900,
        Untouched = new Estimate(0.998, 0.997, 0.999),
        Windows = [Window(95, 96, -0.1), Window(96, 97, -0.3), Window(95, 105, -0.97)],
        Seconds = 59,
    };

    private static PerturbedWindow Window(int start, int end, double change) =>
        new(start, end, new Estimate(0.5, 0.4, 0.6), new Estimate(change, change - 0.1, change + 0.1));
}
