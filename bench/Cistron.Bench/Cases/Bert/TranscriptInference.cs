using Cistron.Models.Bert;
using Cistron.Models.Folders;

namespace Cistron.Bench.Cases.Bert;

/// <summary>What a model says of a file of transcripts, from FASTA to a file.</summary>
/// <param name="work">The name of the case, and of Cistron's work.</param>
/// <param name="peer">The Python program: model folder, FASTA, output and <c>written</c>, <c>best-fp32</c> or <c>best-bf16</c>.</param>
/// <param name="extension">What the name of an output ends in.</param>
internal abstract class TranscriptInference(string work, string peer, string extension) : Case
{
    protected static readonly BertShape Shape = BertShape.LargestByDefault;

    public override string Name => work;

    public override string Unit => "sequences";

    public override IReadOnlyList<long> Sizes => [100, 1_000, 10_000];

    public override long LargestByDefault => 1_000;

    public override string Notes =>
        $"From FASTA to {Output}, by a BERT of {Shape.Layers}×{Shape.Dimensions} (layers × dimensions) on 3-mers side by side with "
        + $"{BertShape.Context} positions, normalization before sublayers, ReLU, the mean of hidden states; of longer transcripts the first "
        + $"{BertShape.ContextBases(kernels: false):N0} bases. 10,000 sequences only where `--largest` asks for them. Cistron is the verb `{Verb}` with its "
        + "defaults, and with `precision=bf16`; it reads and writes as a stream. **PyTorch as written**: a dictionary of 3-mers, all sequences in a list, batches "
        + $"of {BertShape.Rows} in the order of the file, every row padded to the context, fp32. **PyTorch at its best**: all rows sorted by length, "
        + $"batches of 64 padded to the longest row, {PrecisionContestants.Precisions}. Loading the "
        + $"weights is in the time, loading LibTorch is not. {Compared} are compared in every repetition: 10⁻⁴ may lie between them, 2·10⁻² in "
        + "bf16. " + BertNotes.Roofline;

    /// <summary>What is written, as the end of a sentence that begins with "From FASTA to".</summary>
    protected abstract string Output { get; }

    /// <summary>Cistron's verb.</summary>
    protected abstract string Verb { get; }

    /// <summary>Which numbers are compared, as the start of a sentence.</summary>
    protected abstract string Compared { get; }

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        string model = Shape.Classifier(folder), fasta = LabelledTranscripts.Fasta(size, folder);
        string File(string name) => Path.Combine(folder, $"{work}-{name}{extension}");
        return
        [
            .. PrecisionContestants.Cistron(precision => Contestant.Cistron(work, model, fasta, File(precision), precision)),
            .. PrecisionContestants.PyTorch(form => Contestant.Python("PyTorch", peer, model, fasta, File(form), form)),
        ];
    }

    /// <summary>The operations that the transcripts of a file need.</summary>
    protected static double OperationsOf(string model, string fasta)
    {
        var shape = (BertConfiguration)ModelFolder.Open(model).Description.Backbone;
        return LabelledTranscripts.TokensOf(model, fasta).Sum(tokens => BertOperations.Of(shape, tokens, targets: 0));
    }
}
