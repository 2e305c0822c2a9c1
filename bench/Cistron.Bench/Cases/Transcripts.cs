using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Fasta;

namespace Cistron.Bench.Cases;

/// <summary>
/// Transcripts, one a line, until there are so many bases: those of <c>lncrna/</c> in the folder that <c>CISTRON_DATA</c> names, or
/// where there is none, stretches of a made-up genome.
/// </summary>
internal static class Transcripts
{
    private const int MadeUpLength = 2000;

    /// <summary>The file of so many bases in <paramref name="folder"/>, made when it is not there.</summary>
    public static string Lines(long bases, string folder)
    {
        string[] real = Environment.GetEnvironmentVariable("CISTRON_DATA") is { } data && Directory.Exists(Path.Combine(data, "lncrna"))
            ? [.. Directory.GetFiles(Path.Combine(data, "lncrna"), "*.train.fa.gz").Order(StringComparer.Ordinal)]
            : [];
        string path = Path.Combine(folder, $"{(real.Length > 0 ? "transcripts" : "stretches")}-{bases}.txt");
        if (!File.Exists(path))
            TextTarget.Write(path, text => Write(text, real.Length > 0 ? real.SelectMany(Records) : Stretches(bases, folder), bases));
        return path;
    }

    private static IEnumerable<byte[]> Records(string fasta)
    {
        var cleaner = new SequenceCleaner(Alphabet.Dna, fasta);
        foreach (FastaRecord record in FastaReader.Read(fasta))
        {
            cleaner.Clean(record.Bases, record.Id, record.Line);
            yield return record.Bases;
        }
    }

    private static IEnumerable<byte[]> Stretches(long bases, string folder) =>
        Records(SyntheticGenome.Fasta(bases, folder)).SelectMany(record => record.Chunk(MadeUpLength));

    private static void Write(Stream text, IEnumerable<byte[]> sequences, long bases)
    {
        long left = bases;
        foreach (byte[] sequence in sequences)
        {
            int length = (int)Math.Min(sequence.Length, left);
            text.Write(sequence.AsSpan(0, length));
            text.WriteByte((byte)'\n');
            if ((left -= length) == 0)
                return;
        }
    }
}
