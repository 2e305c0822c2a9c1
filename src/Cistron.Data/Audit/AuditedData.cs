using Cistron.Data.Tables;
using Cistron.Evaluation.Baselines;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Similarity;
using Cistron.Sequences.Splitting;

namespace Cistron.Data.Audit;

/// <summary>Labelled rows of one or several parts under one numbering: what the checks of an audit look at.</summary>
public sealed class AuditedData
{
    private const double HeldOutShare = 0.2;

    private readonly LabelTargets _labels;
    private readonly int[] _partOf;

    /// <summary>Takes parts as they were read.</summary>
    /// <param name="parts">The parts by their names, the one to train on first.</param>
    /// <param name="task">The task that their labels make.</param>
    /// <param name="alphabet">The alphabet that the sequences were cleaned into.</param>
    /// <param name="strands">Whether a sequence equals its reverse complement.</param>
    /// <exception cref="InputException">A label does not fit the task.</exception>
    public AuditedData(IEnumerable<(string Name, LabelledData Table)> parts, PredictionTask task, Alphabet alphabet,
        ComparedStrands strands)
    {
        (Task, Alphabet, Strands) = (task, alphabet, strands);
        _labels = new LabelTargets(task.Kind, task.Labels);
        List<AuditedPart> named = [];
        foreach (var (name, table) in parts)
            named.Add(new AuditedPart(name, table, named.Count == 0 ? 0 : named[^1].End));
        Parts = named;
        Samples = [.. named.SelectMany(part => part.Table.Samples)];
        Bases = [.. Samples.Select(sample => sample.Bases)];
        Targets = [.. named.SelectMany(part => _labels.Of(part.Table.Samples, part.Table.File))];
        _partOf = [.. named.SelectMany((part, index) => Enumerable.Repeat(index, part.Count))];
        Groups = new DuplicateGroups(Bases, alphabet, strands);
    }

    /// <summary>What the labels ask for.</summary>
    public PredictionTask Task { get; }

    /// <summary>The alphabet of the sequences.</summary>
    public Alphabet Alphabet { get; }

    /// <summary>Whether a sequence equals its reverse complement.</summary>
    public ComparedStrands Strands { get; }

    /// <summary>The parts in order, train first.</summary>
    public IReadOnlyList<AuditedPart> Parts { get; }

    /// <summary>The rows of all parts, one part after the other.</summary>
    public IReadOnlyList<LabelledSequence> Samples { get; }

    /// <summary>The bases of every row.</summary>
    public IReadOnlyList<byte[]> Bases { get; }

    /// <summary>The target of every row; see <see cref="LabelTargets.Of"/>.</summary>
    public double[][] Targets { get; }

    /// <summary>The rows with equal bases.</summary>
    public DuplicateGroups Groups { get; }

    /// <summary>How many rows there are.</summary>
    public int Count => Samples.Count;

    /// <summary>Whether every row has one of several classes.</summary>
    public bool HasClasses => Task.Kind == TaskKind.MultiClass;

    /// <summary>The part that a row belongs to.</summary>
    public AuditedPart PartOf(int row) => Parts[_partOf[row]];

    /// <summary>Where a row stands.</summary>
    public RowReference Refer(int row)
    {
        var (part, sample) = (PartOf(row), Samples[row]);
        return new RowReference(part.Name, sample.File ?? part.Table.File, sample.Line, sample.Id, sample.Label);
    }

    /// <summary>The class of a row as an index into the task's labels; only where rows have classes.</summary>
    public int ClassOf(int row) => (int)Targets[row][0];

    /// <summary>The rows of each class, in the order of the task's labels; only where rows have classes.</summary>
    public int[][] RowsByClass(IEnumerable<int> rows)
    {
        var byClass = rows.ToLookup(ClassOf);
        return [.. Enumerable.Range(0, Task.Labels.Count).Select(label => byClass[label].ToArray())];
    }

    /// <summary>Rows as a linear model takes them.</summary>
    public BaselineRows BaselineRows(IReadOnlyList<int> rows) =>
        new([.. rows.Select(row => Bases[row])], _labels.Outcomes([.. rows.Select(row => Targets[row])]));

    /// <summary>Predictions for rows beside the truth, ready to be measured.</summary>
    public Evaluation.Metrics.IPredictions Judge(double[][] outputs, IReadOnlyList<int> rows) =>
        _labels.Judge(outputs, [.. rows.Select(row => Targets[row])]);

    /// <summary>
    /// Rows to fit simple models to, and others to judge them on: train and test, or train and dev; where there is one
    /// part only, a fifth of its different sequences is held out, all classes in proportion.
    /// </summary>
    /// <param name="seed">The seed of the stream "audit rows", which a fifth is drawn by.</param>
    public (IReadOnlyList<int> Fitted, IReadOnlyList<int> Judged) FittedAndJudged(ulong seed)
    {
        if (Parts.Count > 1)
            return ([.. Parts[0].Rows], [.. Parts[^1].Rows]);
        int[] order = [.. StratifiedOrder.Of(BalancedLabels.Of(Groups.FirstRows.Select(row => Samples[row]), Task.Kind), seed, "audit rows")
            .Select(place => Groups.FirstRows[place])];
        int held = Math.Max(1, (int)(order.Length * HeldOutShare));
        return ([.. order.Skip(held).Order()], [.. order.Take(held).Order()]);
    }
}
