using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Tokenizers;
using Cistron.Training.Objectives;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Objectives;

public sealed class CausalWindowsTests : IDisposable
{
    private readonly TinyCorpus _corpus = new(SyntheticSequences.Fasta(records: 7, length: 60) + ">short\nACGTACG\n", 0);

    public void Dispose() => _corpus.Dispose();

    [Fact]
    public void A_step_is_the_same_whenever_it_is_asked_for()
    {
        var inOrder = Windows();
        string[] steps = [.. Enumerable.Range(0, 60).Select(step => Text(inOrder.Batches(step)))];

        foreach (int step in new[] { 59, 3, 17, 17, 0, 41, 58 })
            Assert.Equal(steps[step], Text(Windows().Batches(step)));
        var backwards = Windows();
        for (int step = 59; step >= 0; step--)
            Assert.Equal(steps[step], Text(backwards.Batches(step)));
    }

    [Fact]
    public void An_epoch_reads_every_base_once()
    {
        var windows = Windows(k: 1);
        var read = new List<int>();
        for (long step = 0; step < windows.StepsPerEpoch; step++)
            foreach (var batch in windows.Batches(step))
                foreach (var piece in batch.Pieces)
                    read.AddRange(piece.Targets.Skip(batch.Window.Start).Take(batch.Window.End - batch.Window.Start));

        var all = new List<int>();
        One.Encode(_corpus.Corpus.Read(new CorpusRegion(0, 0, _corpus.Corpus.Length)), all);
        Assert.Equal(all.Order(), read.Order());
    }

    [Fact]
    public void Windows_of_a_group_follow_each_other_from_its_start_and_end_with_its_longest_piece()
    {
        var windows = Windows(jitter: true);
        int reached = 0;
        for (int step = 0; step < 200; step++)
        {
            var batches = windows.Batches(step);
            // The last lane has the longest pieces; the others may have come to their ends before it.
            var (window, longest) = (batches[^1].Window, batches[^1].Pieces.Max(piece => piece.Targets.Length));

            Assert.All(batches, batch =>
            {
                Assert.Equal(reached, batch.Window.Start);
                Assert.Equal(Math.Min(window.End, batch.Pieces.Max(piece => piece.Input.Length)), batch.Window.End);
            });
            reached = window.End == longest ? 0 : window.End;
        }
    }

    [Fact]
    public void Jitter_varies_the_windows_around_their_length()
    {
        using var corpus = new TinyCorpus(SyntheticSequences.Fasta(records: 1, length: 20_000), 0);
        var windows = corpus.CausalWindows(One, new CausalReading(20_000, StrandSampling.Forward, 70, Jitter: true), batchSize: 1);
        int[] lengths = [.. Enumerable.Range(0, 250).Select(step => windows.Batches(step)[0].Window).Select(w => w.End - w.Start)];

        Assert.InRange(lengths.Average(), 65, 71);
        Assert.InRange(lengths.Count(length => length < 50), 3, 30);
        Assert.True(lengths.Distinct().Count() > 15);
    }

    [Fact]
    public void Targets_are_the_tokens_after_their_inputs_and_spell_every_base_once()
    {
        var row = CausalWindows.Row(new KmerTokenizer(4, 2, Tail.Drop, Alphabet.Dna), "ACGTACGTAC"u8);

        Assert.Equal(4, row.Targets.Length);
        Assert.Equal(row.Targets[..^1], row.Input[1..]);
        Assert.Equal(new KmerTokenizer(4, 2, Tail.Drop, Alphabet.Dna).Vocabulary.Specials.Classification, row.Input[0]);
        Assert.Equal(10, row.Bases);
    }

    [Fact]
    public void Unknown_tokens_are_read_and_never_predicted()
    {
        var row = CausalWindows.Row(One, "ACNNGT"u8);

        Assert.Equal([2, 3], Enumerable.Range(0, 6).Where(i => row.Targets[i] == CausalRow.Ignored));
        Assert.Equal(4, row.Bases);
        Assert.Equal(2, row.TargetsWithin(new CausalWindow(1, 4)) + row.TargetsWithin(new CausalWindow(4, 5)));
        Assert.Equal(6, row.Input.Length);
    }

    [Fact]
    public void A_piece_without_a_single_token_has_nothing_to_predict()
    {
        var row = CausalWindows.Row(new KmerTokenizer(4, 2, Tail.Drop, Alphabet.Dna), "ACG"u8);

        Assert.Single(row.Input);
        Assert.Empty(row.Targets);
        Assert.Equal(0, new CausalBatch([row], new CausalWindow(0, 1), 0).Weight);
    }

    [Fact]
    public void Both_strands_are_read_about_equally_often_and_a_reverse_piece_is_the_reverse_complement()
    {
        using var corpus = new TinyCorpus(SyntheticSequences.Fasta(records: 64, length: 20), 0);
        var windows = corpus.CausalWindows(One, new CausalReading(20, StrandSampling.Both, 100, false), batchSize: 64);
        var forward = corpus.Corpus.Records.Select(r => Encoding.ASCII.GetString(corpus.Corpus.Read(new CorpusRegion(0, r.Start, r.End))))
            .ToHashSet();

        string[] read = [.. windows.Batches(0)[0].Pieces.Select(piece => One.Decode(piece.Targets))];

        Assert.InRange(read.Count(forward.Contains), 16, 48);
        Assert.All(read, bases => Assert.Contains(forward.Contains(bases) ? bases : Reversed(bases), forward));
    }

    private static readonly KmerTokenizer One = new(1, 1, Tail.Drop, Alphabet.Dna);

    private static string Reversed(string bases)
    {
        byte[] letters = Encoding.ASCII.GetBytes(bases);
        ReverseComplement.InPlace(letters, Alphabet.Dna);
        return Encoding.ASCII.GetString(letters);
    }

    private CausalWindows Windows(int k = 3, bool jitter = false) => _corpus.CausalWindows(
        new KmerTokenizer(k, 1, Tail.Drop, Alphabet.Dna), new CausalReading(25, StrandSampling.Forward, 7, jitter), 4, accumulate: 2);

    private static string Text(IReadOnlyList<CausalBatch> batches) => string.Join('|', batches.Select(batch =>
        $"{batch.Lane} {batch.Window} {string.Join(';', batch.Pieces.Select(piece => string.Join(' ', piece.Input)))}"));
}
