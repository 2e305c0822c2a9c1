using Cistron.Models;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Formats;
using Cistron.Training.Objectives;
using Cistron.Training.Recipes;

namespace Cistron.Bench.Cases.Bert;

/// <summary>One step of masked language modelling on transcripts, as <c>pretrain</c> makes it.</summary>
/// <param name="kernels">Whether kernels of a convolution read the bases, and not 3-mers.</param>
internal sealed class PretrainingStep(bool kernels) : Case
{
    public const string Work = "bert-pretraining";

    private const long Transcripts = 10_000;
    private const ulong Seed = 1;

    private static readonly string[] Encodings = ["3-mers", "kernels"];

    public override string Name => kernels ? "bert-cse" : "bert-mlm";

    public override string Title => kernels
        ? $"One step of masked convolution modelling on transcripts, kernels of {BertShape.KernelBases} bases"
        : "A step of masked language modelling, 3-mers";

    public override string Unit => "weights";

    public override IReadOnlyList<long> Sizes => [.. BertShape.All.Select(shape => shape.Weights)];

    public override long LargestByDefault => BertShape.LargestByDefault.Weights;

    public override (long Count, string Unit) Throughput(long size) => (BertShape.Rows, "sequences");

    public override string Notes =>
        BertNotes.Shapes + " All see the same sequences, which `pretrain` draws from the corpus: the longer a transcript, the more often, "
        + $"of one beyond the {BertShape.ContextBases(kernels):N0} bases of the context a stretch. {BertNotes.Steps} 15 % of the "
        + $"{(kernels ? "bases" : "tokens")} are to be predicted. **PyTorch as written**: every row is padded to the context, the head is "
        + "computed at all positions, `optim.Adam`, fp32. **PyTorch at its best**: rows of like length together, padded to the longest of "
        + (kernels ? "them, " : "them, the head at masked positions alone, ")
        + $"`optim.AdamW`, fused (from PyTorch 2.4 on) or `foreach`, {PrecisionContestants.Precisions}. The loss of one masked batch before training, without dropout, "
        + "is compared in every repetition: 10⁻⁴ may lie between Cistron and PyTorch in fp32, 2·10⁻² in bf16. " + BertNotes.Roofline;

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        var shape = BertShape.Of(size);
        string corpus = Path.Combine(folder, "bert-corpus");
        using (CorpusBuilder.Build([LabelledTranscripts.Fasta(Transcripts, folder)], Alphabet.Dna, corpus)) { }
        string[] input = [shape.LanguageModel(kernels, folder), corpus, Path.Combine(folder, $"{Name}-{shape.Sequences}.txt"),
            Path.Combine(folder, $"{Name}-batch.safetensors"), Encodings[kernels ? 1 : 0], $"{shape.Sequences / BertShape.Rows}"];
        Works.Call(Work, [.. input, "write"]);
        return
        [
            .. PrecisionContestants.Cistron(precision => Contestant.Cistron(Work, [.. input, precision])),
            .. PrecisionContestants.PyTorch(form => Contestant.Python("PyTorch", "bert_pretrain.py", input[0], input[2], input[3], input[4], form)),
        ];
    }

    /// <summary>What Cistron does: the mean seconds of a step, and the loss of a batch before it; or the writing of what all see.</summary>
    public static Outcome Train(string[] arguments)
    {
        var (folder, corpus, kernels, steps) = (ModelFolder.Open(arguments[0]), Corpus.Open(arguments[1]), arguments[4] == Encodings[1],
            int.Parse(arguments[5]));
        var model = (MaskedLanguageModel)folder.LoadLanguageModel();
        var shape = (BertConfiguration)model.Backbone.Shape;
        int bases = BertShape.ContextBases(kernels);
        var split = new CorpusSplit(corpus.Records, 0);
        var sampler = new WindowSampler(corpus, split.Training, new WindowOptions(bases, 0.1), StrandSampling.Forward, Seed);
        var windows = new MaskedWindows(sampler, folder.Tokenizer, new MaskingRecipe().Plan(1, long.MaxValue), BertShape.Rows, accumulate: 1,
            bases, Seed, shape.Framing, shape.ContextTokens, frames: shape.TokensPerState);
        if (arguments[6] == "write")
        {
            Write(arguments[2], arguments[3], sampler, windows, steps);
            return new Outcome(0, []);
        }
        var objective = new MaskedLanguageObjective(model, folder.Tokenizer, windows, [], corpus.Length);
        var precision = Enum.Parse<Precision>(arguments[6], ignoreCase: true);
        double loss = TrainingSteps.Loss(objective, windows.Batches(0)[0], precision);
        double seconds = TrainingSteps.MeanSeconds(objective, precision, steps);
        double operations = Enumerable.Range(0, steps).SelectMany(step => windows.Batches(step)).SelectMany(batch => batch.Masks)
            .Sum(row => BertOperations.Of(shape, row.Input.Length, row.Positions.Length));
        return new Outcome(seconds, [loss]) { Operations = BertOperations.PassesOfTraining * operations / steps };
    }

    private static void Write(string rows, string batch, WindowSampler sampler, MaskedWindows windows, int steps)
    {
        TextTarget.Write(rows, text =>
        {
            for (int step = 0; step < steps; step++)
                for (int row = 0; row < BertShape.Rows; row++)
                {
                    text.Write(sampler.Window(step, row));
                    text.WriteByte((byte)'\n');
                }
        });
        MaskedBatchFile.Write(batch, windows.Batches(0)[0].Masks);
    }
}
