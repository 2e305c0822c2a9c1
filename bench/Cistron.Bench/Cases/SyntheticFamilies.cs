using System.Text;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Fasta;
using Cistron.Sequences.Randomness;

namespace Cistron.Bench.Cases;

/// <summary>
/// A made-up dataset, the same on every machine: sequences of 200 bases, of every ten sequences three stem from an earlier
/// one with 5 % of their bases drawn again; two classes.
/// </summary>
internal static class SyntheticFamilies
{
    private const int Bases = 200;

    /// <summary>FASTA of so many sequences in <paramref name="folder"/>, made when it is not there.</summary>
    public static string Fasta(long sequences, string folder)
    {
        string path = Path.Combine(folder, $"families-{sequences}.fa");
        if (!File.Exists(path))
            TextTarget.Write(path, text =>
            {
                var fasta = new FastaWriter(new BufferedStream(text, 1 << 16));
                foreach ((int row, byte[] bases) in Sequences(sequences).Index())
                    fasta.Write(FormattableString.Invariant($"s{row}"), "", bases);
            });
        return path;
    }

    /// <summary>The same sequences as a folder of train, dev and test tables.</summary>
    public static string Folder(long sequences, string folder)
    {
        string path = Directory.CreateDirectory(Path.Combine(folder, $"families-{sequences}")).FullName;
        if (File.Exists(Path.Combine(path, "test.csv")))
            return path;
        byte[][] all = [.. Sequences(sequences)];
        int tenth = all.Length / 10;
        Write("train", all[..^(2 * tenth)]);
        Write("dev", all[^(2 * tenth)..^tenth]);
        Write("test", all[^tenth..]);
        return path;

        void Write(string part, byte[][] rows) => File.WriteAllLines(Path.Combine(path, $"{part}.csv"),
            rows.Select((bases, row) => FormattableString.Invariant($"{Encoding.ASCII.GetString(bases)},{row % 2}")).Prepend("sequence,label"));
    }

    private static IEnumerable<byte[]> Sequences(long count)
    {
        var all = new List<byte[]>();
        for (int row = 0; row < count; row++)
        {
            var draws = RandomStream.For(1, "synthetic families", row);
            byte[] bases = row % 10 >= 7 ? (byte[])all[(int)draws.NextBelow(row)].Clone() : new byte[Bases];
            for (int i = 0; i < Bases; i++)
                if (bases[i] == 0 || draws.NextDouble() < 0.05)
                    bases[i] = "ACGT"u8[(int)draws.NextBelow(4)];
            all.Add(bases);
            yield return bases;
        }
    }
}
