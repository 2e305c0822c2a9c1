using Cistron.Models.Inference;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;

namespace Cistron.Training.Data;

/// <summary>Sequences of a file on their way to a model: cleaned, checked and counted, one at a time.</summary>
public sealed class CleanSequences
{
    private readonly SequenceSource _source;
    private readonly SequenceEncoder _encoder;
    private readonly SequenceCleaner _cleaner;

    /// <summary>The sequences of a source that stays open meanwhile.</summary>
    public CleanSequences(SequenceSource source, SequenceEncoder encoder)
    {
        (_source, _encoder) = (source, encoder);
        _cleaner = new SequenceCleaner(encoder.Tokenizer.Alphabet, source.File);
    }

    /// <summary>Sequences read so far.</summary>
    public long Count { get; private set; }

    /// <summary>Those of them that are longer than the context.</summary>
    public long LongCount { get; private set; }

    /// <summary>What was met and replaced so far.</summary>
    public LetterCounts Letters => _cleaner.Counts;

    /// <summary>The sequences in the order of the file, once.</summary>
    public IEnumerable<NamedSequence> Read()
    {
        foreach (var sequence in _source.Read())
        {
            _cleaner.Clean(sequence.Bases, sequence.Id, sequence.Line);
            _encoder.Check(sequence.Bases, _source.File, sequence.Line);
            Count++;
            if (!_encoder.Fits(sequence.Bases))
                LongCount++;
            yield return sequence;
        }
    }
}
