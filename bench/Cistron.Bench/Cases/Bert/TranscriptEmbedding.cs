using System.Diagnostics;
using System.Runtime.InteropServices;
using Cistron.Sequences.Windows;
using Cistron.Torch;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Bench.Cases.Bert;

/// <summary>Vectors of a file of transcripts, as <c>embed</c> makes them.</summary>
internal sealed class TranscriptEmbedding() : TranscriptInference(Work, "bert_embed.py", ".npy")
{
    public const string Work = "embed";

    private const int ArrayHeaderBytes = 128;

    public override string Title => "Vectors of a file of transcripts";

    protected override string Output => $"an array of {Shape.Dimensions} numbers for each transcript";

    protected override string Verb => "embed";

    protected override string Compared => "The lengths of all vectors together, of their mean, and of the first";

    /// <summary>What Cistron does: the seconds, and what the vectors are like.</summary>
    public static Outcome Embed(string[] arguments)
    {
        Console.WriteLine(TorchRuntime.Version);
        long start = Stopwatch.GetTimestamp();
        var summary = Embedding.Run(new EmbedRecipe
        {
            Model = arguments[0], Input = arguments[1], Output = arguments[2], Long = LongSequenceRule.KeepStart,
            Precision = Enum.Parse<Precision>(arguments[3], ignoreCase: true),
        }, new SilentLog(), CancellationToken.None);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        float[] numbers = [.. MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(arguments[2]).AsSpan(ArrayHeaderBytes))];
        float[][] vectors = [.. numbers.Chunk(summary.Dimensions)];
        double[] mean = [.. Enumerable.Range(0, summary.Dimensions).Select(i => vectors.Average(vector => (double)vector[i]))];
        return new Outcome(seconds, [Length(numbers.Select(number => (double)number)), Length(mean), Length(vectors[0].Select(number => (double)number))])
        {
            Operations = OperationsOf(arguments[0], arguments[1]),
        };

        static double Length(IEnumerable<double> vector) => Math.Sqrt(vector.Sum(number => number * number));
    }
}
