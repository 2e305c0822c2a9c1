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
    private const double SecondsOfPass = 1, SecondsInAll = 10;

    private const int MostRepetitions = 3;

    /// <summary>Makes the steps.</summary>
    /// <param name="mostRows">The most rows of a forward pass.</param>
    /// <param name="stop">Gives up after the present step.</param>
    /// <returns>Rows of a pass, its seconds, those of an update, and the bytes at the peak if they are known.</returns>
    public (int Rows, double PassSeconds, double UpdateSeconds, double? PeakBytes) Run(int mostRows, CancellationToken stop)
    {
        WarmUp();
        var memory = PeakMemory.Watch();
        int rows = 1, passes = 1;
        var batch = BatchOf(rows);
        var objective = Build(_ => [.. Enumerable.Repeat(batch, passes)]);
        var trainer = new Trainer(objective, WholeModel(Training), Seed);

        double first = Seconds(of: 1);
        // The first step asks for all its memory and lays out weights: where time allows, the second is looked at.
        double one = first < SecondsOfPass ? Seconds(of: 1) : first;
        rows = Math.Clamp((int)(SecondsOfPass / one), 1, mostRows);
        batch = BatchOf(rows);
        if (rows > 1)
            Seconds(of: 1);
        int repetitions = Math.Clamp((int)(SecondsInAll / (3 * one * rows)), 1, MostRepetitions);
        double[] ofOne = new double[repetitions], ofTwo = new double[repetitions];
        for (int i = 0; i < repetitions; i++)
            (ofOne[i], ofTwo[i]) = (Seconds(of: 1), Seconds(of: 2));
        // A step of two passes has one update, as has a step of one.
        double single = Median(ofOne), pass = Math.Clamp(Median(ofTwo) - single, single / 2, single);
        double? peak = objective.Model.Device.IsCuda ? null : memory?.Growth;
        return (rows, pass, single - pass, peak);

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
    private static void WarmUp()
    {
        using var scope = new TensorScope();
        Tensor matrix = Operators.Ones([256, 256]);
        matrix.Matmul(matrix);
    }

    /// <summary>All is trained from the first step: the most that a phase can ask for.</summary>
    private static TrainingRecipe WholeModel(TrainingRecipe training) =>
        training with { Steps = 1_000_000, Epochs = null, Phases = [], Train = TrainedGroups.All };

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
