using System.Globalization;
using System.Text;
using Cistron.Models;
using Cistron.Models.Folders;
using Cistron.Sequences.Tokenizers;
using Cistron.Training.Reports;

namespace Cistron.Training.Verbs;

/// <summary>The <c>README.md</c> of a model folder: what the model is, what it was trained on, how good it is, its limits.</summary>
internal static class ModelCard
{
    public static string Of(PretrainResult result, BackboneConfiguration backbone, Tokenizer tokenizer) => Write(
        $"Language model of biological sequences ({Predicted(result.Predicts)} tokens)", tokenizer, backbone,
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

    public static string Of(ImportResult result, PredictedTokens predicts, BackboneConfiguration backbone, Tokenizer tokenizer) => Write(
        $"Language model of biological sequences ({Predicted(predicts)} tokens), imported from {result.Software}", tokenizer, backbone,
        [
            ("weights", N(result.Parameters)),
            ("tokenizer", tokenizer.ToString()!),
            .. result.Sources.Select(source => ("read from", $"`{Path.GetFileName(source.Path)}`, SHA-256 `{source.Sha256}`")),
            ("tokens without a row of their own", N(result.TokensWithoutRow.Count)),
        ],
        "Fine-tune it with `./cistron finetune pretrained=THIS_FOLDER …`, or embed sequences with `./cistron embed`. Rows begin " +
        "with a token that the model was not trained with: pre-train it a little further before its probabilities are used.");

    public static string Of(FinetuneResult result, SequenceTask task, BackboneConfiguration backbone, Tokenizer tokenizer) => Write(
        "Fine-tuned model of biological sequences", tokenizer, backbone,
        [
            ("task", result.Task),
            ("outputs", string.Join(", ", task.Outputs.Take(20)) + (task.Outputs.Count > 20 ? " …" : "")),
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
        string title, Tokenizer tokenizer, BackboneConfiguration backbone, IEnumerable<(string Name, string Value)> facts,
        string use)
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
        card.Append(backbone.HuggingFaceConfig(null) is null
            ? "The architecture has no class in Hugging Face's software; the weights load with Cistron.\n"
            : "`config.json` and the names of the weights are those of Hugging Face's BERT classes.\n");
        return card.ToString();
    }

    private static string Predicted(PredictedTokens predicts) => predicts == PredictedTokens.Next ? "next" : "masked";

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string F(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
