using Cistron.Models;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;

namespace Cistron.Training.Objectives;

/// <summary>What of a corpus is read, and how, for next-token prediction.</summary>
/// <param name="PieceBases">Bases that are read on from a state of zeros: a long sequence is cut into such pieces.</param>
/// <param name="Strands">The strands that pieces are read from.</param>
/// <param name="WindowTokens">Tokens between two updates: how far gradients flow back (truncated BPTT).</param>
/// <param name="Jitter">
/// Whether windows vary as those of Merity et al. 2018, §5: half as long with probability 0.05, and off by a normal draw of
/// deviation 5.
/// </param>
public sealed record CausalReading(int PieceBases, StrandSampling Strands, int WindowTokens, bool Jitter);

/// <summary>
/// The windows of each step: a pure function of the step and the run's seed. An epoch reads every base once, in pieces
/// whose borders and order are drawn anew. Pieces of like length are read side by side, window by window; then the next
/// ones come, each from a state of zeros, as prediction begins.
/// </summary>
public sealed class CausalWindows
{
    /// <summary>Steps' rows that are sorted by length together: like lengths meet, and the order stays random.</summary>
    private const int GroupsInPool = 50;

    private const double ShortProbability = 0.05;
    private const double Deviation = 5;
    private const int ShortestWindow = 5;

    private readonly Corpus _corpus;
    private readonly IReadOnlyList<CorpusRegion> _regions;
    private readonly Tokenizer _tokenizer;
    private readonly CausalReading _reading;
    private readonly int _batchSize;
    private readonly int _rows;
    private readonly ulong _seed;
    private IEnumerator<Group> _groups;
    private (Group Group, CausalRow[] Rows)? _read;

    /// <summary>Windows over a corpus that stays open as long as they are used.</summary>
    /// <param name="corpus">Where the bases are.</param>
    /// <param name="regions">What to read.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="reading">How to read.</param>
    /// <param name="batchSize">Rows of one forward pass.</param>
    /// <param name="accumulate">Forward passes of one step.</param>
    /// <param name="seed">The run's seed: streams "piece borders" at the epoch, "epoch order", "strand" at epoch and piece,
    /// "window length" at the group's first step.</param>
    public CausalWindows(Corpus corpus, IReadOnlyList<CorpusRegion> regions, Tokenizer tokenizer, CausalReading reading,
        int batchSize, int accumulate, ulong seed)
    {
        (_corpus, _regions, _tokenizer, _reading, _seed) = (corpus, regions, tokenizer, reading, seed);
        (_batchSize, _rows) = (batchSize, batchSize * accumulate);
        _groups = Groups().GetEnumerator();
        StepsPerEpoch = Groups().TakeWhile(group => group.Epoch == 0).Sum(group => group.Windows.Length);
    }

    /// <summary>Steps of the first epoch; others differ by the draws of borders and orders.</summary>
    public long StepsPerEpoch { get; }

    /// <summary>The batches of a step: one window of one group of pieces.</summary>
    public IReadOnlyList<CausalBatch> Batches(long step)
    {
        var group = GroupAt(step);
        if (_read?.Group.FirstStep != group.FirstStep)
            _read = (group, [.. group.Pieces.Select(piece => Read(group.Epoch, piece))]);
        var window = group.Windows[step - group.FirstStep];
        // The rows of a lane may all end before the longest of the group does.
        return
        [
            .. _read.Value.Rows.Chunk(_batchSize)
                .Select((rows, lane) => (rows, lane, End: Math.Min(window.End, rows.Max(row => row.Input.Length))))
                .Where(read => read.End > window.Start)
                .Select(read => new CausalBatch(read.rows, window with { End = read.End }, read.lane)),
        ];
    }

    /// <summary>A row of bases, from their start.</summary>
    public static CausalRow Row(Tokenizer tokenizer, ReadOnlySpan<byte> bases)
    {
        var spans = new List<TokenSpan>();
        int[] ids = tokenizer.Frame(bases, Framing.Start, spans);
        int[] targets = ids[1..];
        long covered = 0;
        int reached = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            if (targets[i] == tokenizer.Vocabulary.Specials.Unknown)
                targets[i] = CausalRow.Ignored;
            else
                covered += spans[i].End - Math.Max(spans[i].Start, reached);
            reached = spans[i].End;
        }
        return new CausalRow(ids.Length == 1 ? ids : ids[..^1], targets, covered);
    }

    private Group GroupAt(long step)
    {
        if (_groups.Current is not { } current || step < current.FirstStep)
        {
            _groups = Groups().GetEnumerator();
            _groups.MoveNext();
        }
        while (step >= _groups.Current.FirstStep + _groups.Current.Windows.Length)
            _groups.MoveNext();
        return _groups.Current;
    }

    /// <summary>The groups of pieces that are read one after the other, without end.</summary>
    private IEnumerable<Group> Groups()
    {
        long step = 0;
        for (long epoch = 0; ; epoch++)
        {
            var pieces = new CorpusPieces(_regions, _reading.PieceBases,
                (int)RandomStream.For(_seed, "piece borders", epoch).NextBelow(_reading.PieceBases));
            var order = new EpochOrder(_seed, epoch, pieces.Count);
            long pool = (long)_rows * GroupsInPool;
            for (long start = 0; start < pieces.Count; start += pool)
            {
                var drawn = new CorpusRegion[Math.Min(pool, pieces.Count - start)];
                for (int i = 0; i < drawn.Length; i++)
                    drawn[i] = pieces[order[start + i]];
                foreach (var group in Sorted(drawn, epoch, start))
                {
                    var placed = new Group(epoch, step, group, Cut(group.Max(piece => piece.Length), step));
                    step += placed.Windows.Length;
                    yield return placed;
                }
            }
        }
    }

    private CorpusRegion[][] Sorted(CorpusRegion[] pool, long epoch, long start)
    {
        CorpusRegion[][] groups = [.. pool.OrderBy(piece => piece.Length).Chunk(_rows)];
        RandomStream.For(_seed, "group order", epoch, start).Shuffle<CorpusRegion[]>(groups);
        return groups;
    }

    private CausalWindow[] Cut(long bases, long step)
    {
        int tokens = Math.Max(1, _tokenizer.TokenCount((int)bases));
        List<CausalWindow> windows = [];
        var draws = RandomStream.For(_seed, "window length", step);
        for (int start = 0; start < tokens;)
        {
            int end = Math.Min(tokens, start + Length(draws));
            windows.Add(new CausalWindow(start, end));
            start = end;
        }
        return [.. windows];
    }

    private int Length(RandomStream draws)
    {
        if (!_reading.Jitter)
            return _reading.WindowTokens;
        double mean = draws.NextDouble() < ShortProbability ? _reading.WindowTokens / 2.0 : _reading.WindowTokens;
        return Math.Max(ShortestWindow, (int)Math.Round(mean + Deviation * draws.NextNormal()));
    }

    private CausalRow Read(long epoch, CorpusRegion piece)
    {
        bool reverse = _reading.Strands == StrandSampling.Both && RandomStream.For(_seed, "strand", epoch, piece.Start).NextDouble() < 0.5;
        return Row(_tokenizer, _corpus.Read(piece, reverse ? Strand.Reverse : Strand.Forward, SoftMask.Raised));
    }

    private sealed record Group(long Epoch, long FirstStep, CorpusRegion[] Pieces, CausalWindow[] Windows);
}
