using Cistron.Sequences.Randomness;
using static System.FormattableString;

namespace Cistron.Evaluation.Baselines;

/// <summary>
/// Chooses the penalty of a linear model, and how many of its first features it sees, by the loss on rows that it was
/// not fitted to: the development rows where there are some, or else cross-validation within the training rows. Test
/// rows have no part in it.
/// </summary>
internal sealed class PenaltySearch
{
    // Beyond this a fifth of the rows judges as well as five times a fifth, and takes a fifth of the time.
    private const int MostCrossValidatedRows = 5000;
    private const int Folds = 5;

    // The held-out loss is settled to three digits long before the weights are.
    private const double Tolerance = 3e-3;

    // For features whose squares add up to about 1 in each row.
    private static readonly double[] UsualPenalties = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5];

    private readonly List<Fold> _folds;
    private readonly SparseRows _train;
    private readonly Outcomes _outcomes;
    private readonly IReadOnlyList<double> _penalties;

    /// <summary>
    /// Judges by the rows of <paramref name="dev"/>, or by folds drawn from the seed's stream "folds". The penalties are
    /// tried as they stand, falling; null for 0.1 to 0.00001.
    /// </summary>
    /// <exception cref="ArgumentException">There is one training row only, and no development rows.</exception>
    public PenaltySearch(SparseRows train, Outcomes outcomes, (SparseRows Rows, Outcomes Outcomes)? dev, ulong seed,
        IReadOnlyList<double>? penalties = null)
    {
        _penalties = penalties ?? UsualPenalties;
        if (dev is null && train.Count < 2)
            throw new ArgumentException(
                "One training row leaves nothing to choose the penalty by; give more, or development rows.",
                nameof(train));
        _train = train;
        _outcomes = outcomes;
        _folds = dev is (SparseRows rows, Outcomes truth)
            ? [new Fold(train, outcomes, rows, truth)]
            : CrossValidation(seed);
        Judge = dev is not null ? Invariant($"the loss on {_folds[0].HeldOut.Count:N0} development rows")
            : _folds.Count > 1 ? $"{_folds.Count}-fold cross-validation within the training rows"
            : "the loss on a fifth of the training rows";
    }

    /// <summary>What the choice was made by, in words.</summary>
    public string Judge { get; }

    /// <summary>
    /// The model of the best width and penalty, fitted to all training rows. For each width the penalty is lowered
    /// until the loss rises.
    /// </summary>
    public LinearModel Best(params IEnumerable<int> widths)
    {
        (double Loss, int Width, double Penalty) best = (double.PositiveInfinity, 0, 0);
        foreach (int width in widths)
        {
            var models = new LinearModel?[_folds.Count];
            double previous = double.PositiveInfinity;
            foreach (double penalty in _penalties)
            {
                double loss = HeldOutLoss(width, penalty, models);
                if (loss < best.Loss)
                    best = (loss, width, penalty);
                if (loss > previous)
                    break;
                previous = loss;
            }
        }
        return LinearModel.Fit(_train.Narrow(best.Width), _outcomes, best.Penalty, Tolerance);
    }

    private double HeldOutLoss(int width, double penalty, LinearModel?[] models)
    {
        double sum = 0;
        for (int i = 0; i < models.Length; i++)
        {
            Fold fold = _folds[i];
            models[i] = LinearModel.Fit(fold.Rows.Narrow(width), fold.Outcomes, penalty, Tolerance, models[i]);
            sum += models[i]!.Loss(fold.HeldOut.Narrow(width), fold.HeldOutOutcomes) * fold.HeldOut.Count;
        }
        return sum / _folds.Sum(fold => fold.HeldOut.Count);
    }

    private List<Fold> CrossValidation(ulong seed)
    {
        int[] rows = [.. Enumerable.Range(0, _train.Count)];
        RandomStream.For(seed, "folds").Shuffle(rows.AsSpan());
        // Rows with like targets stand together and are dealt to the folds in turn: each gets its share of a class.
        rows = [.. rows.OrderBy(row => _outcomes.Targets[row].Select((target, column) => target * (column + 1)).Sum())];

        int folds = Math.Min(Folds, rows.Length);
        return [.. Enumerable.Range(0, rows.Length > MostCrossValidatedRows ? 1 : folds).Select(fold =>
        {
            int[] heldOut = [.. rows.Where((_, place) => place % folds == fold)];
            int[] fitted = [.. rows.Where((_, place) => place % folds != fold)];
            return new Fold(
                _train.Select(fitted), _outcomes.Select(fitted), _train.Select(heldOut), _outcomes.Select(heldOut));
        })];
    }

    private sealed record Fold(SparseRows Rows, Outcomes Outcomes, SparseRows HeldOut, Outcomes HeldOutOutcomes);
}
