using System.Diagnostics;
using System.Globalization;
using Cistron.Sequences.Windows;
using Cistron.Torch;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Bench.Cases.Bert;

/// <summary>Classification of a file of transcripts, as <c>predict</c> does it.</summary>
internal sealed class TranscriptClassification() : TranscriptInference(Work, "bert_classify.py", ".tsv")
{
    public const string Work = "transcripts";

    private const int ComparedRows = 4;

    public override string Title => "Classifying a file of transcripts";

    protected override string Output => "a table of the probabilities of two classes";

    protected override string Verb => "predict";

    protected override string Compared => "Mean and deviation of the probabilities, and the first of them,";

    /// <summary>What Cistron does: the seconds, and what the probabilities are like.</summary>
    public static Outcome Classify(string[] arguments)
    {
        Console.WriteLine(TorchRuntime.Version);
        long start = Stopwatch.GetTimestamp();
        Predicting.Run(new PredictRecipe
            {
                Model = arguments[0], Input = arguments[1], Output = arguments[2], Long = LongSequenceRule.KeepStart,
                Precision = Enum.Parse<Precision>(arguments[3], ignoreCase: true),
            }, new SilentLog(), CancellationToken.None);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        double[] coding = [.. File.ReadLines(arguments[2]).Skip(1)
            .Select(line => double.Parse(line.Split('\t')[3], CultureInfo.InvariantCulture))];
        double mean = coding.Average();
        double deviation = Math.Sqrt(coding.Average(probability => (probability - mean) * (probability - mean)));
        return new Outcome(seconds, [mean, deviation, .. coding.Take(ComparedRows)])
        {
            Operations = OperationsOf(arguments[0], arguments[1]),
        };
    }
}
