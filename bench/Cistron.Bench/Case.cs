using Cistron.Bench.Cases;
using Cistron.Bench.Cases.Bert;

namespace Cistron.Bench;

/// <summary>Something that is measured at several sizes. A new one is a class in <c>Cases/</c> and a line in <see cref="All"/>.</summary>
internal abstract class Case
{
    /// <summary>Every case, in the order of the table.</summary>
    public static IReadOnlyList<Case> All => [new FastaReading(), new StoreBuilding(), new WindowSampling(), new Clustering(), new DatasetAudit(),
        new LanguageModelStep(), new AttentionStep(), new LossStep(), new GenomeScanning(), new BpeLearning(), new BpeEncoding(),
        new KmerEncoding(k: 6, stride: 1), new KmerEncoding(k: 3, stride: 3), new TranscriptFeatureTable(), new Mapping(),
        new PretrainingStep(kernels: false), new PretrainingStep(kernels: true), new LengthStep(), new FinetuningStep(),
        new TranscriptClassification(), new TranscriptEmbedding(), new LabelCount(), new GenomePretraining(),
        new CheckpointKeeping(resumes: false), new CheckpointKeeping(resumes: true), new StartUp(predicts: false), new StartUp(predicts: true)];

    /// <summary>The name to filter by, such as <c>fasta</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What is measured, as a heading.</summary>
    public abstract string Title { get; }

    /// <summary>What a size counts, such as "bases".</summary>
    public abstract string Unit { get; }

    /// <summary>The sizes, rising.</summary>
    public abstract IReadOnlyList<long> Sizes { get; }

    /// <summary>The largest size that is measured unless <c>--largest</c> asks for more; default all.</summary>
    public virtual long LargestByDefault => long.MaxValue;

    /// <summary>What is handled in the seconds, for the rate: the size itself unless a case says otherwise.</summary>
    /// <param name="size">One of <see cref="Sizes"/>.</param>
    public virtual (long Count, string Unit) Throughput(long size) => (size, Unit);

    /// <summary>What must be known to read the figures: what the peers are, what is and is not in the time.</summary>
    public abstract string Notes { get; }

    /// <summary>Those who do the work, Cistron first; makes their input when it is not there yet.</summary>
    /// <param name="size">One of <see cref="Sizes"/>.</param>
    /// <param name="folder">Where inputs are kept between runs.</param>
    public abstract IReadOnlyList<Contestant> Prepare(long size, string folder);
}
