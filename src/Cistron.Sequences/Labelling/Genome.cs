using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Labelling;

/// <summary>The sequences of a corpus by their names, read on either strand. Safe for threads.</summary>
public sealed class Genome
{
    private readonly Corpus _corpus;
    private readonly Dictionary<string, int> _records = [];

    /// <summary>The sequences of <paramref name="corpus"/>, which must stay open.</summary>
    /// <exception cref="ArgumentException">They have one strand.</exception>
    /// <exception cref="InputException">Two of them have one name.</exception>
    public Genome(Corpus corpus)
    {
        if (!corpus.Alphabet.IsNucleic)
            throw new ArgumentException($"Sequences of the {corpus.Alphabet} alphabet are no genome.", nameof(corpus));
        _corpus = corpus;
        for (int record = 0; record < corpus.Records.Count; record++)
            if (!_records.TryAdd(corpus.Records[record].Id, record))
                throw new InputException(string.Join(", ", corpus.Sources.Select(source => source.Path)), null,
                    $"two sequences are called {InputException.Quote(corpus.Records[record].Id)}",
                    "the places of an annotation need names that differ", "rename one, or leave it out");
    }

    /// <summary>What the bases are written in.</summary>
    public Alphabet Alphabet => _corpus.Alphabet;

    /// <summary>The names in the order of the corpus.</summary>
    public IEnumerable<string> Names => _corpus.Records.Select(record => record.Id);

    /// <summary>How many bases a sequence has; null when there is none of that name.</summary>
    public long? LengthOf(string name) =>
        _records.TryGetValue(name, out int record) ? _corpus.Records[record].Length : null;

    /// <summary>The bases at a place, read on its strand; an unknown one is the forward one.</summary>
    /// <exception cref="ArgumentException">The place is not within the genome.</exception>
    public byte[] Read(Interval place)
    {
        if (LengthOf(place.Sequence) is not { } length || place.Start < 0 || place.End > length)
            throw new ArgumentException($"{place} is not within the genome.", nameof(place));
        int record = _records[place.Sequence];
        long start = _corpus.Records[record].Start;
        byte[] bases = _corpus.Read(new CorpusRegion(record, start + place.Start, start + place.End));
        if (place.Strand == Strand.Reverse)
            ReverseComplement.InPlace(bases, _corpus.Alphabet);
        return bases;
    }
}
