using Cistron.Evaluation.Metrics;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Sequences.Windows;
using Cistron.Torch;
using Cistron.Training.Objectives;
using Cistron.Training.Recipes;

namespace Cistron.Bench.Cases.Bert;

/// <summary>One step of learning to tell coding from non-coding transcripts, as <c>finetune</c> makes it.</summary>
internal sealed class FinetuningStep : Case
{
    public const string Work = "bert-finetuning";

    private const int ComparedRows = 16;

    public override string Name => "bert-finetune";

    public override string Title => "One step of fine-tuning a classifier of transcripts";

    public override string Unit => "weights";

    public override IReadOnlyList<long> Sizes => [.. BertShape.All.Select(shape => shape.Weights)];

    public override long LargestByDefault => BertShape.LargestByDefault.Weights;

    public override (long Count, string Unit) Throughput(long size) => (BertShape.Rows, "sequences");

    public override string Notes =>
        BertNotes.Shapes + $" 3-mers side by side, the mean of hidden states, two classes; of longer transcripts the first "
        + $"{BertShape.ContextBases(kernels: false):N0} bases. All see every sequence of one file once. {BertNotes.Steps} "
        + "**PyTorch as written**: every row is padded to the context, rows in drawn order, `optim.Adam`, fp32. **PyTorch at its best**: "
        + $"rows of like length together, padded to the longest of them, `optim.AdamW`, fused (from PyTorch 2.4 on) or `foreach`, {PrecisionContestants.Precisions}. The loss of the first "
        + $"{ComparedRows} rows before training is compared in every repetition: 10⁻⁴ may lie between them, 2·10⁻² in bf16. "
        + BertNotes.Roofline;

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        var shape = BertShape.Of(size);
        string model = shape.Classifier(folder), fasta = LabelledTranscripts.Fasta(shape.Sequences, folder);
        return
        [
            .. PrecisionContestants.Cistron(precision => Contestant.Cistron(Work, model, fasta, precision)),
            .. PrecisionContestants.PyTorch(form => Contestant.Python("PyTorch", "bert_finetune.py", model, fasta, form)),
        ];
    }

    /// <summary>What Cistron does: the mean seconds of a step, and the loss of some rows before it.</summary>
    public static Outcome Train(string[] arguments)
    {
        var predictor = ModelFolder.Open(arguments[0]).LoadPredictor(Device.Cpu, LongSequenceRule.KeepStart);
        var transcripts = LabelledTranscripts.Read(arguments[1]).ToList();
        var compared = transcripts.Take(ComparedRows).ToList();
        double loss = predictor.Predict(compared, row => row.Bases, BertShape.Rows)
            .Average(prediction => -Math.Log(prediction.Output[prediction.Item.Class]));

        var rows = new TargetRows([.. transcripts.Select(row => row.Bases)], [.. transcripts.Select(row => new double[] { row.Class })]);
        var objective = new SequenceObjective(predictor, rows, dev: null, Metric.MacroF1, BertShape.Rows, accumulate: 1, seed: 1);
        int steps = (int)objective.StepsPerEpoch;
        double seconds = TrainingSteps.MeanSeconds(objective, Enum.Parse<Precision>(arguments[2], ignoreCase: true), steps);
        var shape = (BertConfiguration)predictor.Model.Backbone.Shape;
        double operations = Enumerable.Range(0, steps).SelectMany(step => objective.Batches(step)).Cast<SequenceBatch>()
            .SelectMany(batch => batch.Inputs).Sum(row => BertOperations.Of(shape, row.Length, targets: 0));
        return new Outcome(seconds, [loss]) { Operations = BertOperations.PassesOfTraining * operations / steps };
    }
}
