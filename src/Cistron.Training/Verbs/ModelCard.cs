using System.Globalization;
using System.Text;
using Cistron.Models;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Tokenizers;
using Cistron.Training.Reports;

namespace Cistron.Training.Verbs;

/// <summary>The <c>README.md</c> of a model folder: what the model is, what it was trained on, how good it is, its limits.</summary>
internal static class ModelCard
{
    public static string Of(PretrainResult result, BackboneConfiguration backbone, Tokenizer tokenizer) => Write(
        $"Language model of biological sequences ({Predicted(result.Predicts)} tokens)", tokenizer, backbone, task: null,
        [
            ("weights", N(result.Parameters)),
            ("tokenizer", tokenizer.ToString()!),
            ("context", RunFacts.Context(backbone)),
            ("training bases", N(result.TrainingBases)),
            ("tokens seen", $"{N(result.Tokens)} ({F(result.Epochs)} passes)"),
            ("corpus SHA-256", $"`{result.CorpusFingerprint}`"),
            ("held-out bits per base", $"{F(result.BitsPerBase)} (uniform {F(result.UniformBitsPerBase)}, order-{result.MarkovOrder} " +
                                       $"Markov {F(result.MarkovBitsPerBase)})"),
            ($"held-out accuracy, {Predicted(result.Predicts)} tokens", F(result.Accuracy)),
        ],
        "Fine-tune it with `./cistron finetune pretrained=THIS_FOLDER …`, or embed sequences with `./cistron embed`. Bits per " +
        "base were measured on a part of the same corpus: they say nothing about other organisms.");

    public static string Of(ImportResult result, ModelDescription description, Tokenizer tokenizer) => Write(
        (description.Task is null ? $"Language model of biological sequences ({Predicted(description.Predicts)} tokens)"
            : "Fine-tuned model of biological sequences") + $", imported from {result.Software}",
        tokenizer, description.Backbone, description.Task,
        [
            .. description.Task is { } task ? [("outputs", Outputs(task))] : Array.Empty<(string, string)>(),
            ("weights", N(result.Parameters)),
            ("tokenizer", tokenizer.ToString()!),
            .. result.Sources.Select(source => ("read from", $"`{Path.GetFileName(source.Path)}`, SHA-256 `{source.Sha256}`")),
            ("tokens without a row of their own", N(result.TokensWithoutRow.Count)),
            ("weights that the files did not have", N(result.MissingWeights.Count)),
        ],
        description.Task is not null ? "Predict with `./cistron predict model=THIS_FOLDER input=sequences.fa`."
            : "Fine-tune it with `./cistron finetune pretrained=THIS_FOLDER …`, or embed sequences with `./cistron embed`." +
              (result.TokensWithoutRow.Count == 0 ? "" : " Rows begin with a token that the model was not trained with: pre-train it " +
                                                         "a little further before its probabilities are used."));

    public static string Of(FinetuneResult result, SequenceTask task, BackboneConfiguration backbone, Tokenizer tokenizer) => Write(
        "Fine-tuned model of biological sequences", tokenizer, backbone, task,
        [
            ("task", result.Task),
            ("outputs", Outputs(task)),
            ("weights", N(result.Parameters)),
            ("tokenizer", tokenizer.ToString()!),
            ("context", RunFacts.Context(backbone)),
            ("training rows", N(result.TrainRows)),
            ("started from", result.Pretrained ?? "random weights"),
            .. (result.Test ?? result.Dev)?.Metrics.Select(m => (
                $"{(result.Test is null ? "dev" : "test")} {m.Key}",
                $"{F(m.Value.Value)} (95 % interval {F(m.Value.Lower)} to {F(m.Value.Upper)})")) ?? [],
        ],
        "Predict with `./cistron predict model=THIS_FOLDER input=sequences.fa`. The intervals cover the choice of test rows; " +
        "they do not cover training again with another seed.");

    private static string Write(
        string title, Tokenizer tokenizer, BackboneConfiguration backbone, SequenceTask? task,
        IEnumerable<(string Name, string Value)> facts, string use)
    {
        var card = new StringBuilder();
        card.Append(CultureInfo.InvariantCulture, $"""
            ---
            library_name: cistron
            tags: [{tokenizer.Alphabet}, biology]
            ---
            # {title}

            | | |
            |---|---|

            """);
        foreach (var (name, value) in facts)
            card.Append(CultureInfo.InvariantCulture, $"| {name} | {value.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        card.Append(CultureInfo.InvariantCulture, $"\n{use}\n\n");
        card.Append(string.Join(' ', ElsewhereSentences(backbone, task, tokenizer))).Append('\n');
        return card.ToString();
    }

    /// <summary>What Hugging Face's software can do with the folder, and what not.</summary>
    private static IEnumerable<string> ElsewhereSentences(BackboneConfiguration backbone, SequenceTask? task, Tokenizer tokenizer)
    {
        if (backbone.HuggingFaceConfig(task) is not { } config)
        {
            string what = backbone switch
            {
                BertConfiguration { Convolution: not null } => "A BERT that reads bases through a convolution",
                BertConfiguration { Position: not PositionEncoding.Learned and var position } =>
                    $"A BERT with {position.ToString().ToLowerInvariant()} positions",
                BertConfiguration => "A BERT that normalizes before each sublayer",
                _ => "The architecture",
            };
            yield return $"{what} has no class in Hugging Face's software, so that there is no `config.json`; " +
                         "the weights load with Cistron.";
            yield break;
        }
        string loads = (string)config["architectures"]![0]!;
        yield return $"Hugging Face's software loads the folder as `{loads}`.";
        if (task is not (null or { Pooling: Pooling.Cls, HiddenLayers.Count: 0 }))
            yield return "Its classes for tasks have another head than this model: there only the hidden states are the same, " +
                         "and the outputs need Cistron.";
        else if (task is { Kind: TaskKind.Regression } && (task.TargetMean, task.TargetDeviation) is not (0, 1))
            yield return string.Create(CultureInfo.InvariantCulture,
                $"Its output y there stands for the value {task.TargetMean:R} + {task.TargetDeviation:R} y.");
        if (task is { Pooling: Pooling.Cls, HiddenLayers.Count: 0, Strands: not StrandSampling.Forward })
            yield return "Cistron takes the mean over both strands, which must be done by hand there.";
        if (tokenizer is KmerTokenizer { K: > 1 } kmers && (kmers.Stride < kmers.K || kmers.Tail == Tail.Shift))
            yield return "Its tokenizer there expects k-mers apart by blanks, upper case, as DNABERT's does.";
    }

    private static string Outputs(SequenceTask task) => string.Join(", ", task.Outputs.Take(20)) + (task.Outputs.Count > 20 ? " …" : "");

    private static string Predicted(PredictedTokens predicts) => predicts == PredictedTokens.Next ? "next" : "masked";

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string F(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
