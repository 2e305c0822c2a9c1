using Cistron.Torch;
using Cistron.Training.Recipes;

namespace Cistron.Training.Planning;

/// <summary>
/// A few real training steps of the real model on random bases, in forward passes of few rows, to see what this machine
/// makes of them. What they leave in the model is of no use.
/// </summary>
/// <param name="Build">The objective, with a new model, whose steps have the batches that it is given.</param>
/// <param name="BatchOf">A batch of so many rows, as wide as those of the run.</param>
/// <param name="Training">How it is optimized.</param>
/// <param name="Seed">The seed of dropout.</param>
internal sealed record Rehearsal(Func<Func<long, IReadOnlyList<Batch>>, Objective> Build, Func<int, Batch> BatchOf,
    TrainingRecipe Training, ulong Seed)
{
    // A pass of about a second hides what starting an operator takes, and a few of them are soon done.
    private const double SecondsOfPass = 1, SecondsOfLongPass = 5, SecondsInAll = 10;

    // With fewer, a large model spends its time on fetching weights.
    private const long LeastTokens = 512;

    private const double LeastShare = 0.1;

    private const int MostRepetitions = 3, MostGrowth = 8;

    /// <summary>Makes the steps.</summary>
    /// <param name="mostRows">The most rows of a forward pass.</param>
    /// <param name="stop">Gives up after the present step.</param>
    /// <returns>Rows of a pass, its seconds, those of an update, and the bytes at the peak if they are known.</returns>
    public (int Rows, double PassSeconds, double UpdateSeconds, double? PeakBytes) Run(int mostRows, CancellationToken stop)
    {
        WarmUp();
        var memory = PeakMemory.Watch();
        int passes = 1, rows = (int)Math.Clamp(LeastTokens / BatchOf(1).Tokens, 1, mostRows);
        var batch = BatchOf(rows);
        var objective = Build(_ => [.. Enumerable.Repeat(batch, passes)]);
        var trainer = new Trainer(objective, WholeModel(Training), Seed);

        // The first step asks for all its memory: where time allows, the second is looked at.
        double first = Seconds(of: 1);
        // A step of two passes has one update, as has a step of one.
        double one = first < SecondsOfLongPass ? Seconds(of: 1) : first, two = Seconds(of: 2);
        // On a busy machine the difference may be anything: what is above half of a step is believed.
        while (Math.Max(two - one, one / 2) is var pass && pass < SecondsOfPass / 2 && rows < mostRows)
        {
            rows = (int)Math.Min(mostRows, Math.Ceiling(rows * Math.Min(MostGrowth, SecondsOfPass / pass)));
            batch = BatchOf(rows);
            (one, two) = (Seconds(of: 1), Seconds(of: 2));
        }
        List<double> ofOne = [one], ofTwo = [two];
        for (int i = 0; i < Math.Min(MostRepetitions, (int)(SecondsInAll / (one + two))); i++)
        {
            ofOne.Add(Seconds(of: 1));
            ofTwo.Add(Seconds(of: 2));
        }
        // Whatever else runs here only ever adds to the seconds.
        one = ofOne.Min();
        double ofPass = Math.Clamp(ofTwo.Min() - one, LeastShare * one, one);
        double? peak = objective.Model.Device.IsCuda ? null : memory?.Growth;
        return (rows, ofPass, one - ofPass, peak);

        double Seconds(int of)
        {
            stop.ThrowIfCancellationRequested();
            passes = of;
            double before = trainer.State.Seconds;
            trainer.Step();
            return trainer.State.Seconds - before;
        }
    }

    /// <summary>Loads the engine and starts its threads, which is no part of a step.</summary>
    public static void WarmUp()
    {
        using var scope = new TensorScope();
        Tensor matrix = Operators.Ones([256, 256]);
        matrix.Matmul(matrix);
    }

    /// <summary>All is trained from the first step: the most that a phase can ask for.</summary>
    private static TrainingRecipe WholeModel(TrainingRecipe training) =>
        training with { Steps = 1_000_000, Epochs = null, Phases = [], Train = TrainedGroups.All };
}
