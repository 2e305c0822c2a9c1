using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Corpora;

/// <summary>
/// Random windows of a corpus to train on. The window of a row is a function of the seed, the step and the row alone, so
/// that any step of a run can be repeated without those before it. Safe for threads.
/// </summary>
/// <remarks>
/// A region is drawn with a probability proportional to its length, then the length of the window where lengths differ, then a start uniformly among those that keep the
/// window inside it. A window with too many ambiguity letters is drawn again, the strand last.
/// </remarks>
public sealed class WindowSampler
{
    private const int MostDraws = 1000;

    private readonly Corpus _corpus;
    private readonly CorpusRegion[] _regions;
    private readonly CumulativeWeights _lengths;
    private readonly WindowOptions _options;
    private readonly StrandSampling _strand;
    private readonly ulong _seed;

    /// <summary>A sampler of windows from some regions of a corpus, which must stay open.</summary>
    /// <exception cref="ArgumentException">There is no base to draw from.</exception>
    public WindowSampler(
        Corpus corpus, IReadOnlyList<CorpusRegion> regions, WindowOptions options, StrandSampling strand, ulong seed)
    {
        (_corpus, _options, _strand, _seed) = (corpus, options, strand, seed);
        _regions = [.. regions.Where(region => region.Length > 0)];
        _lengths = new CumulativeWeights(_regions.Select(region => region.Length));
        if (_lengths.Total == 0)
            throw new ArgumentException("Windows need regions with at least one base.", nameof(regions));
    }

    /// <summary>The bases of one row of one step.</summary>
    /// <exception cref="InputException">A thousand draws met nothing but ambiguity letters.</exception>
    public byte[] Window(long step, int row)
    {
        RandomStream draws = RandomStream.For(_seed, "window", step, row);
        for (int draw = 0; draw < MostDraws; draw++)
        {
            byte[] bases = _corpus.Read(Draw(draws));
            if (!_options.Accepts(bases, _corpus.Alphabet))
                continue;
            if (_strand == StrandSampling.Both && draws.NextBelow(2) == 1)
                ReverseComplement.InPlace(bases, _corpus.Alphabet);
            return bases;
        }
        throw new InputException(_corpus.Folder, null,
            $"of {MostDraws} windows drawn each has more ambiguity letters than allowed",
            $"at most a share of {_options.MaxAmbiguousShare} of a window may be such as N",
            "look at the corpus or raise the share");
    }

    private long Length(RandomStream draws) => _options.Shortest is { } shortest && draws.NextBelow(2) == 1
        ? shortest + draws.NextBelow(_options.Bases - shortest + 1)
        : _options.Bases;

    private CorpusRegion Draw(RandomStream draws)
    {
        CorpusRegion region = _regions[_lengths.Locate(draws.NextBelow(_lengths.Total)).Item];
        long length = Math.Min(region.Length, Length(draws));
        long start = region.Start + (length < region.Length ? draws.NextBelow(region.Length - length + 1) : 0);
        return region with { Start = start, End = start + length };
    }
}
