using Cistron.Data.Tables;
using Cistron.Evaluation.Baselines;
using Cistron.Evaluation.Metrics;
using Cistron.Models.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Training.Data;
using Cistron.Training.Reports;

namespace Cistron.Training.Verbs;

/// <summary>A baseline beside a model, on the same rows.</summary>
/// <param name="Arm">The baseline's predictions, and how good they are.</param>
/// <param name="Note">What the baseline was and how it was chosen.</param>
/// <param name="Difference">Model minus baseline; an interval without 0 is evidence of a difference.</param>
internal sealed record BaselineComparison(
    Arm Arm, string Note, IReadOnlyDictionary<string, Estimate> Difference)
{
    /// <summary>The name of the baseline of <see cref="Of"/> in charts, tables and files.</summary>
    public const string Kmers = "baseline";

    /// <summary>The name of the position baseline in charts, tables and files.</summary>
    public const string Positions = "positions";

    /// <summary>The same for result files.</summary>
    public BaselineScore Score => new(Arm.Judgement, Note, Difference);

    /// <summary>Fits the baseline that belongs to the task: k-mers for sequences, letters nearby for bases.</summary>
    /// <inheritdoc cref="OfKmers"/>
    public static BaselineComparison Of(SequenceTask task, LabelledData train, LabelledData? dev, LabelledData judged,
        IPredictions model, Alphabet alphabet, ulong seed) => task.Kind.IsPerBase()
        ? OfBases(task, train, dev, judged, model, alphabet, seed)
        : OfKmers(task, train, dev, judged, model, alphabet, seed);

    /// <summary>Fits the k-mer baseline and judges it on the rows that the model was judged on.</summary>
    /// <param name="task">The task.</param>
    /// <param name="train">Rows to fit on: those that the model was trained on.</param>
    /// <param name="dev">Rows to choose by; null for cross-validation within train.</param>
    /// <param name="judged">Rows to judge on.</param>
    /// <param name="model">The model's predictions for <paramref name="judged"/>.</param>
    /// <param name="alphabet">The letters of the sequences.</param>
    /// <param name="seed">The run's seed.</param>
    public static BaselineComparison OfKmers(SequenceTask task, LabelledData train, LabelledData? dev, LabelledData judged,
        IPredictions model, Alphabet alphabet, ulong seed)
    {
        var baseline = KmerBaseline.Train(Rows(task, train), dev is null ? null : Rows(task, dev), alphabet, seed);
        return Beside(Kmers, task, baseline.Predict(Bases(judged)), judged, model, baseline.Note, seed);
    }

    /// <summary>
    /// Fits the position baseline and judges it likewise; null unless sequences are judged that all have one length.
    /// </summary>
    /// <inheritdoc cref="OfKmers"/>
    public static BaselineComparison? OfPositions(SequenceTask task, LabelledData train, LabelledData? dev,
        LabelledData judged, IPredictions model, Alphabet alphabet, ulong seed)
    {
        if (task.Kind.IsPerBase() || PositionBaseline.LengthOf([.. Bases(train), .. dev is null ? [] : Bases(dev), .. Bases(judged)]) is null)
            return null;
        var baseline = PositionBaseline.Train(Rows(task, train), dev is null ? null : Rows(task, dev), alphabet, seed);
        return Beside(Positions, task, baseline.Predict(Bases(judged)), judged, model, baseline.Note, seed);
    }

    /// <summary>Fits a linear model on features of transcripts and judges it likewise; see <see cref="OfKmers"/>.</summary>
    /// <exception cref="RecipeException">The task does not tell classes of DNA or RNA apart.</exception>
    public static BaselineComparison OfTranscripts(TranscriptFeatures set, SequenceTask task, LabelledData train, LabelledData? dev,
        LabelledData judged, IPredictions model, Alphabet alphabet, ulong seed)
    {
        if (task.Kind is not TaskKind.MultiClass || !alphabet.IsNucleic)
            throw new RecipeException([new RecipeFault("transcript_baselines",
                $"tell classes of RNA or DNA apart, and this is a task of another kind ({task.Kind}, {alphabet}); leave it out")]);
        var baseline = TranscriptBaseline.Train(
            set, Rows(task, train), dev is null ? null : Rows(task, dev), alphabet, seed);
        return Beside(set.Title(), task, baseline.Predict(Bases(judged)), judged, model, baseline.Note, seed);
    }

    private static BaselineComparison OfBases(SequenceTask task, LabelledData train, LabelledData? dev, LabelledData judged,
        IPredictions model, Alphabet alphabet, ulong seed)
    {
        var baseline = WindowBaseline.Train(Places(task, train), dev is null ? null : Places(task, dev), alphabet, seed);
        double[][] outputs = baseline.Predict([.. Bases(judged)], Measured(TaskTargets.Of(task, judged)));
        return Beside(Kmers, task, outputs, judged, model, baseline.Note, seed);
    }

    private static BaselineComparison Beside(string name, SequenceTask task, double[][] outputs, LabelledData judged,
        IPredictions model, string note, ulong seed)
    {
        double[][] targets = TaskTargets.Of(task, judged);
        var arm = Arm.Of(name, task, outputs, targets, seed);
        return new BaselineComparison(arm, note, Bootstrap.Difference(
            TaskTargets.BySequence(task, model, targets), TaskTargets.BySequence(task, arm.Predictions, targets), seed));
    }

    private static IEnumerable<byte[]> Bases(LabelledData table) => table.Samples.Select(sample => sample.Bases);

    private static BaselineRows Rows(SequenceTask task, LabelledData table) =>
        new([.. Bases(table)], TaskTargets.Outcomes(task, TaskTargets.Of(task, table)));

    private static BaselineBases Places(SequenceTask task, LabelledData table)
    {
        double[][] targets = TaskTargets.Of(task, table);
        return new([.. Bases(table)], [.. Measured(targets)], TaskTargets.Outcomes(task, targets));
    }

    private static IEnumerable<(int Sequence, int Base)> Measured(double[][] targets) =>
        targets.Index().SelectMany(row => row.Item.Index().Where(ofBase => double.IsFinite(ofBase.Item))
            .Select(ofBase => (row.Index, ofBase.Index)));
}
