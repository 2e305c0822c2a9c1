using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Data.Recipes;
using Cistron.Evaluation.Baselines;
using Cistron.Evaluation.Metrics;
using Cistron.Models;
using Cistron.Models.AwdLstm;
using Cistron.Models.Heads;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Tokenizers;
using Cistron.Sequences.Windows;
using Cistron.Training.Data;

namespace Cistron.Training.Recipes;

/// <summary>The recipe of <c>finetune</c>: a labelled table, a backbone that is pre-trained or new, and a head.</summary>
public sealed record FinetuneRecipe : IValidated
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

    /// <summary>A model folder to start from; null: from scratch, with <see cref="Tokenizer"/> and <see cref="Model"/>.</summary>
    [Description("the model folder to start from; null: from scratch, shaped by tokenizer and model")]
    public string? Pretrained { get; init; }

    /// <summary>What is read.</summary>
    public LabelledDataRecipe Data { get; init; } = new();

    /// <summary>How bases become tokens, for a model from scratch.</summary>
    public TokenizerRecipe? Tokenizer { get; init; }

    /// <summary>
    /// Bases from one token's start to the next one's, in place of those of the pre-trained model: the same k-mers with the
    /// same ids, overlapping or side by side; null: as it was pre-trained.
    /// </summary>
    [Description("other stride for the k-mers of the pre-trained model: 1 overlapping, k not overlapping; null: its own")]
    [Range(1, KmerTokenizer.LargestK)]
    public int? TokenStride { get; init; }

    /// <summary>
    /// The most tokens of a row, special tokens included, in place of the pre-trained model's: what was learned on short rows is
    /// fine-tuned on longer ones. Learned positions end where they end. Null: as it was pre-trained.
    /// </summary>
    [Description("longest row in tokens in place of the pre-trained model's, unless its positions are learned; null: its own")]
    [Range(3, 1 << 20)]
    public int? ContextTokens { get; init; }

    /// <summary>The backbone of a model from scratch; null: a tiny BERT.</summary>
    public ModelRecipe? Model { get; init; }

    /// <summary>What stands on the backbone.</summary>
    public HeadRecipe Head { get; init; } = new();

    /// <summary>How much the rows of a class count in the loss.</summary>
    [Description("none, or balanced: in the loss every class counts alike, however many rows it has")]
    public ClassWeighting ClassWeights { get; init; }

    /// <summary>Dropout inside the backbone; null: as it was pre-trained, or as <see cref="Model"/> says.</summary>
    [Description("dropout inside the backbone, in place of the pre-trained model's own")]
    [Range(0, 0.9)]
    public double? Dropout { get; init; }

    /// <summary>
    /// What all dropouts of an AWD-LSTM are multiplied by: those of <see cref="AwdLstmDropout.Classifier"/> in
    /// fine-tuning, its own in pre-training; null: its own as they are.
    /// </summary>
    [Description("AWD-LSTM: dropouts of ULMFiT's classifiers times this; null: those of the pre-trained model or of 'model'")]
    [Range(0, 1.6)]
    public double? DropMult { get; init; }

    /// <summary>How the model is optimized.</summary>
    public TrainingRecipe Training { get; init; } = new() { LearningRate = 2e-4 };

    /// <summary>The dev metric that weights are chosen by; null: MCC, macro-F1 of labels, or Pearson's correlation of numbers.</summary>
    [Description("dev metric that weights are chosen by; null: mcc, macro_f1 (multi_label) or pearson (numbers)")]
    public string? SelectBy { get; init; }

    /// <summary>Whether the k-mer baseline, and with one length the position baseline, are fitted beside the model.</summary>
    [Description("fit k-mer counts (and, with one length, letters by place) + logistic (ridge) regression, for comparison")]
    public bool Baseline { get; init; } = true;

    /// <summary>Features of programs for coding potential that linear models beside the model see; empty: none.</summary>
    [Description("features of programs for coding potential to set beside a model of transcripts, each with a linear model")]
    public IReadOnlyList<TranscriptFeatures> TranscriptBaselines { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (Pretrained is not null && Tokenizer is not null)
            yield return ("tokenizer", "comes with the pre-trained model; leave it out, or leave out 'pretrained'; token_stride alone may differ");
        if (Pretrained is not null && Model is not null)
            yield return ("model", "is shaped by the pre-trained model; leave it out, or leave out 'pretrained'");
        if (Pretrained is not null && Data.Alphabet is not null)
            yield return ("data.alphabet", "is that of the pre-trained model; leave it out, or leave out 'pretrained'");
        if (Model?.Fault() is { } fault)
            yield return ("model", fault);
        if (TokenizerRecipe.Fault(Tokenizer, Model) is { } ofTokenizer)
            yield return ("tokenizer", ofTokenizer);
        if (Dropout is not null && DropMult is not null)
            yield return ("drop_mult", "stands beside dropout; give one of them");
        if (SelectBy is not null && Metric.All.All(metric => metric.Name != SelectBy))
            yield return ("select_by", $"names no metric; give one of {string.Join(", ", Metric.All.Select(metric => metric.Name))}");
        if (Pretrained is null && !Training.TrainsAll)
            yield return ("training.train",
                "keeps layers that were never trained; give 'pretrained', or train all at some time");
    }
}

/// <summary>The section <c>data</c> of a fine-tuning recipe.</summary>
public sealed record LabelledDataRecipe : DatasetRecipe
{
    /// <summary>How many training rows are used; null: all.</summary>
    [Description("training rows to use, drawn with the seed and with all classes in proportion; null: all")]
    [Range(2, int.MaxValue)]
    public int? TrainRows { get; init; }

    /// <summary>The share of the rows that is scored once, at the end, when there is no test table.</summary>
    [Description("share of the rows, drawn with the seed, that is scored once at the end, when there is no test table")]
    [Range(0.01, 0.9)]
    public double? TestFraction { get; init; }

    /// <summary>The share of train that weights are chosen on when there is no dev table.</summary>
    [Description("share of train that weights are chosen on, when there is no dev table")]
    [Range(0.01, 0.5)]
    public double DevFraction { get; init; } = 0.1;

    /// <summary>
    /// Both: a training row shows its reverse complement half of the time, and the model's answers are the mean over both
    /// strands. For tasks in which the strand means nothing.
    /// </summary>
    [Description("forward; or both: train on either strand, answer with the mean over both")]
    public StrandSampling Strands { get; init; } = StrandSampling.Forward;

    /// <summary>What becomes of sequences that are longer than the model's context.</summary>
    [Description("sequences beyond the context: keep_start, keep_middle, keep_end, or windows (all, averaged); null: refused")]
    public LongSequenceRule? Long { get; init; }

    /// <summary>
    /// Whether training rows begin at a random base of their first kernel, anew in each epoch; dev and test rows never do. Null:
    /// they do where kernels have several bases.
    /// </summary>
    [Description("whether training rows lose fewer leading bases than a kernel has, at random; null: where a convolution reads them")]
    public bool? RandomFrame { get; init; }

    /// <summary>Whether fewer labels than bases are those of the first bases; else they are a fault.</summary>
    [Description("tasks of bases: whether fewer labels than bases are those of the first bases; else they are a fault")]
    public bool PartialLabels { get; init; }

    /// <summary>The longest sequence in bases that a model from scratch takes; null: the longest of train.</summary>
    [Description("context in bases of a model from scratch; null: the longest training sequence")]
    [Range(1, 1 << 20)]
    public int? ContextBases { get; init; }

    /// <inheritdoc />
    public override IEnumerable<(string Key, string Fault)> Validate()
    {
        foreach (var fault in base.Validate())
            yield return fault;
        if (Task?.IsPerBase() == true && Long is not (null or LongSequenceRule.Windows))
            yield return ("long", "drops bases that have labels; give windows, or leave it out");
        if (Task?.IsPerBase() == true && Strands != StrandSampling.Forward)
            yield return ("strands", "turns sequences round, and labels of bases belong to the strand they stand on; leave it out");
        if (Task?.IsPerBase() != true && PartialLabels)
            yield return ("partial_labels", "is for labels of single bases; give task: per_base_class or per_base_value, or leave it out");
    }
}

/// <summary>The section <c>head</c>.</summary>
public sealed record HeadRecipe : IValidated
{
    /// <summary>How hidden states become one vector.</summary>
    [Description("of sequences: mean over tokens, cls (first token), max, or concat (last, max and mean: ULMFiT's head)")]
    public Pooling Pooling { get; init; } = Pooling.Mean;

    /// <summary>Probability of dropout on the vector of a sequence, before hidden layers and outputs.</summary>
    [Description("dropout on the vector of a sequence, before hidden layers and outputs")]
    [Range(0, 0.9)]
    public double Dropout { get; init; } = 0.1;

    /// <summary>Sizes of the layers with a ReLU between the vector and the outputs; empty: none.</summary>
    [Description("sizes of layers with a ReLU between the vector of a sequence and the outputs, such as [256]; empty: none")]
    public IReadOnlyList<int> HiddenLayers { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (HiddenLayers.Any(size => size is < 1 or > SequenceHead.LargestHiddenLayer))
            yield return ("hidden_layers", $"has a layer that is not of 1 to {SequenceHead.LargestHiddenLayer:N0} numbers; give sizes such as [256]");
        if (HiddenLayers.Count > SequenceHead.MostHiddenLayers)
            yield return ("hidden_layers", $"has {HiddenLayers.Count} layers, more than {SequenceHead.MostHiddenLayers}; leave some out");
        if (HiddenLayers.Count > 0 && Pooling == Pooling.Concat)
            yield return ("hidden_layers", "stands beside pooling: concat, whose head has a layer of its own; leave the one or the other out");
    }
}
