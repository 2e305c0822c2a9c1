using Cistron.Models.Inference;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;
using Cistron.Training.Recipes;

namespace Cistron.Training.Interpretation;

/// <summary>Sequences of one length, drawn from a file that may have any number of them.</summary>
internal static class SampledSequences
{
    /// <summary>
    /// Reads them: of the label that the recipe asks for, all or, where there are more than its rows, a
    /// <see cref="Reservoir{T}"/> drawn from the stream "perturbation rows".
    /// </summary>
    /// <param name="recipe">File, columns, label, rows and seed.</param>
    /// <param name="encoder">What the model can read.</param>
    /// <param name="log">Is told what was found and replaced.</param>
    /// <exception cref="InputException">
    /// A sequence is wrong, too long for the model, or of another length than those before it; or there is none.
    /// </exception>
    public static IReadOnlyList<byte[]> Read(PerturbationRecipe recipe, SequenceEncoder encoder, IRunLog log)
    {
        using var source = recipe.Label is null
            ? SequenceSource.Open(recipe.Input, recipe.SequenceColumn)
            : SequenceSource.OpenWithLabels(TextLines.Open(recipe.Input), recipe.SequenceColumn, recipe.LabelColumn);
        var cleaner = new SequenceCleaner(encoder.Tokenizer.Alphabet, source.File);
        var sequences = new Reservoir<byte[]>(recipe.Rows, RandomStream.For(recipe.Seed, "perturbation rows"));
        int? length = null;
        foreach (var sequence in source.Read())
        {
            if (recipe.Label is { } label && sequence.Label != label)
                continue;
            cleaner.Clean(sequence.Bases, sequence.Id, sequence.Line);
            Check(sequence, length ??= sequence.Bases.Length, source.File, encoder);
            sequences.Add(sequence.Bases);
        }
        if (sequences.Count == 0)
            throw new InputException(source.File, null, $"no row has the label {InputException.Quote(recipe.Label!)}",
                "at least one was expected", "look at its labels with 'data inspect'");
        if (cleaner.Counts.Remarks is { Length: > 0 } remarks)
            log.Note($"{source.File}: {remarks}");
        var sample = sequences.Sample;
        log.Note($"{sample.Count:N0} of {sequences.Count:N0} sequences are used, each of {length:N0} bases");
        return sample;
    }

    private static void Check(NamedSequence sequence, int bases, string file, SequenceEncoder encoder)
    {
        int found = sequence.Bases.Length;
        if (found == 0)
            throw new InputException(file, sequence.Line, "the sequence is empty", "at least one base was expected",
                "remove the record or fill it in");
        if (found > encoder.ContextBases)
            throw new InputException(file, sequence.Line, $"the sequence has {found:N0} bases",
                $"the model's context has {encoder.ContextBases:N0}", "cut the sequences, or take a model with a larger context");
        if (found != bases)
            throw new InputException(file, sequence.Line, $"sequence {InputException.Quote(sequence.Id)} has {found:N0} bases",
                $"the first has {bases:N0}, and a map needs places that mean the same in all", "cut them to one length");
    }
}
