using System.Globalization;
using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats.Fasta;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Windows;

namespace Cistron.Bench.Cases.Bert;

/// <summary>
/// Transcripts in a drawn order, as FASTA, each named after its class and number: those of <c>lncrna/</c> in the folder that
/// <c>CISTRON_DATA</c> names, or where there are none, random bases of like lengths.
/// </summary>
internal static class LabelledTranscripts
{
    /// <summary>The classes, by their places in a model's output: non-coding and protein-coding.</summary>
    public static readonly string[] Classes = ["nc", "pc"];

    // Mean and deviation of the logarithms, and the bounds, of the 10,130 transcripts of human and mouse that the training files hold.
    private const double MeanLogarithm = 7.10, LogarithmDeviation = 0.83;
    private const int Shortest = 202, Longest = 19_823;

    /// <summary>The file of so many transcripts in <paramref name="folder"/>, made when it is not there; of as many as there are, at most.</summary>
    public static string Fasta(long sequences, string folder)
    {
        string? data = Environment.GetEnvironmentVariable("CISTRON_DATA") is { } root ? Path.Combine(root, "lncrna") : null;
        bool isReal = Directory.Exists(data);
        string path = Path.Combine(folder, $"{(isReal ? "transcripts" : "random-transcripts")}-{sequences}.fa");
        if (!File.Exists(path))
            TextTarget.Write(path, text => Write(text, isReal ? Real(data!, sequences) : Random(sequences)));
        return path;
    }

    /// <summary>The transcripts of such a file with their classes.</summary>
    public static IEnumerable<(byte[] Bases, int Class)> Read(string fasta)
    {
        var cleaner = new SequenceCleaner(Alphabet.Dna, fasta);
        foreach (FastaRecord record in FastaReader.Read(fasta))
        {
            cleaner.Clean(record.Bases, record.Id, record.Line);
            yield return (record.Bases, Array.IndexOf(Classes, record.Id[..2]));
        }
    }

    /// <summary>The tokens that a model reads of each.</summary>
    public static IEnumerable<int> TokensOf(string model, string fasta)
    {
        var folder = ModelFolder.Open(model);
        var encoder = new SequenceEncoder(folder.Tokenizer, folder.Description.Backbone, LongSequenceRule.KeepStart);
        return Read(fasta).Select(row => encoder.Encode(row.Bases, encoder.Cut(row.Bases)[0]).Length);
    }

    private static void Write(Stream text, IEnumerable<(byte[] Bases, int Class)> transcripts)
    {
        var fasta = new FastaWriter(text);
        int number = 0;
        foreach (var (bases, label) in transcripts)
            fasta.Write(string.Create(CultureInfo.InvariantCulture, $"{Classes[label]}{++number}"), "", bases);
    }

    private static IEnumerable<(byte[] Bases, int Class)> Real(string data, long sequences)
    {
        (byte[], int)[] all = [.. Directory.GetFiles(data, "*.train.fa.gz").Order(StringComparer.Ordinal)
            .SelectMany(file => FastaReader.Read(file).Select(record => (record.Bases, file.Contains("_pc") ? 1 : 0)))];
        RandomStream.For(1, "transcripts").Shuffle<(byte[], int)>(all);
        return all.Take((int)Math.Min(sequences, int.MaxValue));
    }

    private static IEnumerable<(byte[] Bases, int Class)> Random(long sequences)
    {
        for (long i = 0; i < sequences; i++)
        {
            var draws = RandomStream.For(1, "random transcript", i);
            double length = Math.Exp(MeanLogarithm + LogarithmDeviation * draws.NextNormal());
            byte[] bases = new byte[(int)Math.Clamp(length, Shortest, Longest)];
            for (int place = 0; place < bases.Length; place++)
                bases[place] = "ACGT"u8[(int)draws.NextBelow(4)];
            yield return (bases, (int)draws.NextBelow(Classes.Length));
        }
    }
}
