using Cistron.Models;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Training.Objectives;
using Cistron.Training.Recipes;

namespace Cistron.Bench.Cases.Bert;

/// <summary>One step of masked language modelling as rows grow longer and, the tokens of a step being as many, fewer.</summary>
internal sealed class LengthStep : Case
{
    public const string Work = "bert-length";

    private const int BatchTokens = 8_192;
    private const long GenomeBases = 1_000_000;
    private const int TimedSteps = 3;
    private const ulong Seed = 1;

    private static readonly BertShape Shape = BertShape.All[0] with { Positions = BatchTokens };

    public override string Name => "bert-length";

    public override string Title => $"A step of masked language modelling on {BatchTokens:N0} tokens, by the length of rows";

    public override string Unit => "tokens a row";

    public override IReadOnlyList<long> Sizes => [128, 256, 512, 1024, 2048, 4096, BatchTokens];

    public override (long Count, string Unit) Throughput(long size) => (BatchTokens, "tokens");

    public override string Notes =>
        $"A BERT of {Shape.Layers}×{Shape.Dimensions} (layers × dimensions) with two heads and {BatchTokens:N0} positions, on 3-mers side by "
        + $"side; normalization before sublayers, ReLU. A step has {BatchTokens:N0} tokens at every size, from {BatchTokens / 128} rows of 128 to "
        + "one row of all of them: what grows is attention alone, whose operations are as many as the pairs of tokens. Rows are windows of random "
        + "bases, all of one length, so that nothing is padded. Cistron goes from bases to updated weights; PyTorch begins with tokens, which it "
        + "masks anew in each step. Forward with dropout of 0.1, backward, clipping, update; the seconds are the mean over "
        + $"{TimedSteps} steps after warm-up. **PyTorch as written**: attention is two matrix products with softmax and dropout between them, the "
        + "head is computed at all positions, `optim.Adam`, fp32. **PyTorch at its best**: the head at masked positions alone, "
        + $"`optim.AdamW`, fused (from PyTorch 2.4 on) or `foreach`, {PrecisionContestants.Precisions}. The loss of one masked batch before training, without dropout, is compared in every repetition: 10⁻⁴ may "
        + "lie between Cistron and PyTorch in fp32, 2·10⁻² in bf16. " + BertNotes.Roofline;

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        string corpus = Path.Combine(folder, "bert-length-corpus");
        using (CorpusBuilder.Build([SyntheticGenome.Fasta(GenomeBases, folder)], Alphabet.Dna, corpus)) { }
        string model = Shape.LanguageModel(kernels: false, folder), batch = Path.Combine(folder, $"bert-length-{size}.safetensors");
        var (_, windows) = Open(model, corpus, (int)size);
        MaskedBatchFile.Write(batch, windows.Batches(0)[0].Masks);
        return
        [
            .. PrecisionContestants.Cistron(precision => Contestant.Cistron(Work, model, corpus, $"{size}", precision)),
            .. PrecisionContestants.PyTorch(form => Contestant.Python("PyTorch", "bert_length.py", model, batch, form, $"{TimedSteps}")),
        ];
    }

    /// <summary>What Cistron does: the mean seconds of a step, and the loss of a batch before it.</summary>
    public static Outcome Train(string[] arguments)
    {
        var (folder, windows) = Open(arguments[0], arguments[1], int.Parse(arguments[2]));
        var model = (MaskedLanguageModel)folder.LoadLanguageModel();
        var objective = new MaskedLanguageObjective(model, folder.Tokenizer, windows, [], GenomeBases);
        var precision = Enum.Parse<Precision>(arguments[3], ignoreCase: true);
        double loss = TrainingSteps.Loss(objective, windows.Batches(0)[0], precision);
        double seconds = TrainingSteps.MeanSeconds(objective, precision, TimedSteps);
        double operations = windows.Batches(0)[0].Masks
            .Sum(row => BertOperations.Of((BertConfiguration)model.Backbone.Shape, row.Input.Length, row.Positions.Length));
        return new Outcome(seconds, [loss]) { Operations = BertOperations.PassesOfTraining * operations };
    }

    private static (ModelFolder Folder, MaskedWindows Windows) Open(string model, string corpus, int tokens)
    {
        var folder = ModelFolder.Open(model);
        var shape = (BertConfiguration)folder.Description.Backbone;
        var genome = Corpus.Open(corpus);
        int bases = BertShape.BasesOf(tokens);
        var sampler = new WindowSampler(genome, new CorpusSplit(genome.Records, 0).Training, new WindowOptions(bases, 0.1),
            StrandSampling.Forward, Seed);
        return (folder, new MaskedWindows(sampler, folder.Tokenizer, new MaskingRecipe().Plan(1, long.MaxValue), BatchTokens / tokens,
            accumulate: 1, bases, Seed, shape.Framing, shape.ContextTokens, frames: shape.TokensPerState));
    }
}
