using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Labelling;

namespace Cistron.Training.GenomeScans;

/// <summary>
/// The windows of a scan in the order of their starts, each on one strand after the other, streamed from a genome: memory
/// holds a block of bases.
/// </summary>
/// <param name="genome">The genome, which stays open.</param>
/// <param name="grid">Where windows lie.</param>
/// <param name="strands">The strands that are read.</param>
/// <param name="maxAmbiguousShare">A window with a larger share of letters such as N is passed over, and counted.</param>
public sealed class GenomeWindows(Genome genome, ScanGrid grid, IReadOnlyList<Strand> strands, double maxAmbiguousShare)
{
    private const int BlockBases = 1 << 16;

    private readonly WindowOptions _options = new(grid.WindowBases, maxAmbiguousShare);

    /// <summary>Windows passed over so far because too many of their letters are ambiguous; one counts for both strands.</summary>
    public long Ambiguous { get; private set; }

    /// <summary>The windows of a whole sequence of the genome.</summary>
    /// <param name="sequence">Its name.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The reading was ended.</exception>
    public IEnumerable<ScannedWindow> Read(string sequence, CancellationToken stop) =>
        Read(sequence, 0, grid.Windows(genome.LengthOf(sequence)!.Value), stop);

    /// <summary>The windows that speak of places within a stretch of the genome, on either strand.</summary>
    /// <inheritdoc cref="Read(string, CancellationToken)"/>
    public IEnumerable<ScannedWindow> Read(Interval stretch, CancellationToken stop)
    {
        long first = Math.Max(0, (stretch.Start - grid.WindowBases) / grid.StepBases);
        long end = Math.Min(grid.Windows(genome.LengthOf(stretch.Sequence)!.Value), stretch.End / grid.StepBases + 1);
        return Read(stretch.Sequence, first, end, stop).Where(window => stretch.Contains(window.Cell));
    }

    private IEnumerable<ScannedWindow> Read(string sequence, long firstWindow, long endWindow, CancellationToken stop)
    {
        long length = genome.LengthOf(sequence)!.Value;
        int windowsInBlock = Math.Max(1, BlockBases / grid.StepBases);
        for (long window = firstWindow; window < endWindow; window += windowsInBlock)
        {
            stop.ThrowIfCancellationRequested();
            long blockStart = window * grid.StepBases;
            long lastStart = (Math.Min(window + windowsInBlock, endWindow) - 1) * grid.StepBases;
            byte[] block = genome.Read(new Interval(sequence, blockStart, lastStart + grid.WindowBases));
            for (long start = blockStart; start <= lastStart; start += grid.StepBases)
            {
                byte[] bases = block.AsSpan((int)(start - blockStart), grid.WindowBases).ToArray();
                if (!_options.Accepts(bases, genome.Alphabet))
                {
                    Ambiguous++;
                    continue;
                }
                foreach (Strand strand in strands)
                    yield return new ScannedWindow(grid.Cell(sequence, length, start, strand), grid.Base(start, strand),
                        strand == Strand.Reverse ? ReverseComplement.Of(bases, genome.Alphabet) : bases);
            }
        }
    }
}
