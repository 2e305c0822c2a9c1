using Cistron.Models.Attention;
using Cistron.Models.Bert;
using Cistron.Models.Inference;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Windows;

namespace Cistron.Training.Interpretation.Attention;

/// <summary>A sequence whose pairs of bases are mapped by a model.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Sequence">The whole sequence.</param>
/// <param name="Window">The part of it that is mapped: all, or the first window of one that is longer than the context.</param>
/// <param name="Maps">A map for each layer and, where asked for, each head.</param>
public sealed record MappedSequence(string Model, NamedSequence Sequence, Window Window, IReadOnlyList<AttentionMap> Maps)
{
    // What can be told apart in a picture of some 450 pixels, and keeps a page of many maps small.
    private const int MostCells = 100;

    /// <summary>Whether the whole sequence is mapped.</summary>
    public bool IsWhole => Window.Length == Sequence.Bases.Length;

    /// <summary>Maps a sequence that the encoder accepts.</summary>
    internal static MappedSequence Of(string model, BertBackbone backbone, SequenceEncoder encoder, NamedSequence sequence, bool withHeads)
    {
        var window = encoder.Cut(sequence.Bases)[0];
        return new MappedSequence(model, sequence, window,
            AttentionMap.Of(backbone, encoder.EncodeSpanned(sequence.Bases, window), MostCells, withHeads));
    }
}
