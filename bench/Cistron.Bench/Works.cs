using System.Diagnostics;
using Cistron.Bench.Cases.Bert;
using Cistron.Bench.Cases;
using Cistron.Bench.Plans;

namespace Cistron.Bench;

/// <summary>What Cistron does in a process of its own, by name: <c>cistron-bench work NAME ARGUMENTS…</c>.</summary>
internal static class Works
{
    /// <summary>
    /// Does it and prints the outcome. Nothing is warmed up unless the work says so: the compiler's first look at the code is
    /// in the time, as it is for users.
    /// </summary>
    public static void Run(string name, string[] arguments) => Console.WriteLine(Call(name, arguments).ToLine());

    /// <summary>Does it in this process.</summary>
    public static Outcome Call(string name, string[] arguments)
    {
        Func<string[], Outcome> work = name switch
        {
            FastaReading.Work => Once(FastaReading.Read),
            StoreBuilding.Work => Once(StoreBuilding.Build),
            WindowSampling.Work => Once(WindowSampling.Sample),
            Clustering.Work => Once(Clustering.Cluster),
            DatasetAudit.Work => Once(DatasetAudit.Audit),
            LanguageModelStep.Work => LanguageModelStep.Train,
            AttentionStep.Work => AttentionStep.Attend,
            LossStep.Work => LossStep.Measure,
            GenomeScanning.Work => GenomeScanning.Scan,
            BpeLearning.Work => BpeLearning.Learn,
            BpeEncoding.Work => BpeEncoding.Encode,
            KmerEncoding.Work => KmerEncoding.Encode,
            TranscriptFeatureTable.Work => TranscriptFeatureTable.Measure,
            Mapping.Work => Mapping.Map,
            CheckpointKeeping.Work => CheckpointKeeping.Keep,
            PretrainingStep.Work => PretrainingStep.Train,
            LengthStep.Work => LengthStep.Train,
            FinetuningStep.Work => FinetuningStep.Train,
            TranscriptClassification.Work => TranscriptClassification.Classify,
            TranscriptEmbedding.Work => TranscriptEmbedding.Embed,
            LabelCount.Work => Once(LabelCount.Finetune),
            GenomePretraining.Work => Once(GenomePretraining.Pretrain),
            PlanCheck.Work => PlanCheck.Measure,
            MachinePeak.Work => MachinePeak.Measure,
            _ => throw new ArgumentException($"There is no work '{name}'.", nameof(name)),
        };
        return work(arguments);
    }

    private static Func<string[], Outcome> Once(Action<string[]> work) => Once(arguments =>
    {
        work(arguments);
        return null;
    });

    /// <summary>Work that tells the bytes which it must read and write.</summary>
    private static Func<string[], Outcome> Once(Func<string[], double?> work) => arguments =>
    {
        long start = Stopwatch.GetTimestamp();
        double? bytes = work(arguments);
        return new Outcome(Stopwatch.GetElapsedTime(start).TotalSeconds, []) { Operations = bytes };
    };
}
