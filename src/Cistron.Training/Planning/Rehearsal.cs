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

    private const int MostRepetitions = 3, MostGrowth = 8;

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

        // The first step asks for all its memory and lays out weights: where time allows, the second is looked at.
        double seconds = Seconds(of: 1);
        if (seconds < SecondsOfPass)
            seconds = Seconds(of: 1);
        while (seconds < SecondsOfPass / 2 && rows < mostRows)
        {
            rows = (int)Math.Min(mostRows, Math.Ceiling(rows * Math.Min(MostGrowth, SecondsOfPass / seconds)));
            batch = BatchOf(rows);
            seconds = Seconds(of: 1);
        }
        List<double> ofOne = [seconds], ofTwo = [Seconds(of: 2)];
        for (int i = 0; i < Math.Min(MostRepetitions, (int)(SecondsInAll / (3 * seconds))); i++)
        {
            ofOne.Add(Seconds(of: 1));
            ofTwo.Add(Seconds(of: 2));
        }
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
    public static void WarmUp()
    {
        using var scope = new TensorScope();
        Tensor matrix = Operators.Ones([256, 256]);
        matrix.Matmul(matrix);
    }

    /// <summary>All is trained from the first step: the most that a phase can ask for.</summary>
    private static TrainingRecipe WholeModel(TrainingRecipe training) =>
        training with { Steps = 1_000_000, Epochs = null, Phases = [], Train = TrainedGroups.All };

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
