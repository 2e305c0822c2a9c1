using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Formats.Fasta;

namespace Cistron.Sequences.Tests.Formats.Fasta;

public sealed class FastaIndexHostileInputs() : HostileInputs("fai"), IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override IReadOnlyList<byte[]> Examples =>
        ["a\t6\t5\t4\t5\nb\t2\t16\t2\t3\n"u8.ToArray(), "a\t12\t3\t4\t5\n"u8.ToArray(), "a\t0\t3\t0\t0\n"u8.ToArray()];

    public void Dispose() => _folder.Dispose();

    protected override void ReadAll(string path)
    {
        FastaIndex index = FastaIndex.Read(path);

        string fasta = _folder.Write("x.fa", ">a d\nACGT\nAC\n>b\nGG\n");
        index.Write($"{fasta}.fai");
        using IndexedFasta indexed = IndexedFasta.Open(fasta, Alphabet.Dna);
        foreach (FastaIndexEntry entry in indexed.Index.Entries)
        {
            byte[] bases = indexed.Read(new Interval(entry.Id, 0, Math.Min(entry.Length, 1_000)));
            Assert.True(bases.AsSpan().IndexOfAny((byte)'\n', (byte)'\r') < 0);
        }
    }
}
