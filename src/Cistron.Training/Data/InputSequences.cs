using Cistron.Models.Inference;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Training.Recipes;

namespace Cistron.Training.Data;

/// <summary>
/// The sequences of one file, or of a FASTA file for each class, on their way to a model: cleaned, checked and counted, one
/// at a time.
/// </summary>
/// <param name="recipe">Files and columns.</param>
/// <param name="encoder">The model's.</param>
/// <param name="log">Is told what was met and replaced, file by file.</param>
internal sealed class InputSequences(LabelledUse recipe, SequenceEncoder encoder, IRunLog log)
{
    /// <summary>Sequences of the files that are read to their end.</summary>
    public long Count { get; private set; }

    /// <summary>Those of them that are longer than the context.</summary>
    public long LongCount { get; private set; }

    /// <summary>What was met and replaced in them.</summary>
    public LetterCounts Letters { get; private set; }

    /// <summary>The sequences in the order of the files, once; with the label of their row or their class, if they have one.</summary>
    /// <exception cref="InputException">A file or a sequence is wrong, or there is no such column.</exception>
    public IEnumerable<NamedSequence> Read()
    {
        if (recipe.Input is { } input)
        {
            using var source = SequenceSource.OpenWithLabels(TextLines.Open(input), recipe.SequenceColumn, recipe.LabelColumn);
            foreach (var sequence in Read(source))
                yield return sequence.Label is "" ? sequence with { Label = null } : sequence;
            yield break;
        }
        foreach (var (label, path) in recipe.Classes)
        {
            using var source = SequenceSource.Open(path);
            foreach (var sequence in Read(source))
                yield return sequence with { Label = label };
        }
    }

    private IEnumerable<NamedSequence> Read(SequenceSource source)
    {
        var sequences = new CleanSequences(source, encoder);
        foreach (var sequence in sequences.Read())
            yield return sequence;
        Count += sequences.Count;
        LongCount += sequences.LongCount;
        Letters += sequences.Letters;
        if (sequences.Letters.Remarks is { Length: > 0 } remarks)
            log.Note($"{source.File}: {remarks}");
    }
}
