using Cistron.Sequences.Annotations;
using Cistron.Sequences.Formats.Fasta;
using Cistron.Sequences.Formats.Gff3;

namespace Cistron.Sequences.Tests.Formats.Gff3;

public class Gff3HostileInputs() : HostileInputs("gff3")
{
    protected override IReadOnlyList<byte[]> Examples =>
    [
        """
        ##gff-version 3
        ##sequence-region c 1 90
        c	t	CDS	1	9	1e-5	+	0	ID=a;Parent=m,n;Note=50%25
        c	t	CDS	21	30	.	+	2	ID=a;Parent=m,n
        ###
        c	.	gene	5	6	.	?	.	.
        ##FASTA
        >c
        ACGT

        """u8.ToArray(),
        "c\tProdigal\tCDS\t3\t98\t1.2\t+\t0\tID=1_1;partial=10;\r\nd\t.\tregion\t1\t9\t.\t.\t.\tIs_circular=true"u8.ToArray(),
    ];

    protected override void ReadAll(string path)
    {
        using var reader = Gff3Reader.Open(path);
        foreach (Feature feature in reader.Features())
        {
            Assert.NotEmpty(feature.Type);
            Assert.All(feature.Parts, part => Assert.InRange(part.Place.Start, 0, part.Place.End - 1));
            Assert.True(feature.IsInOrder);
        }
        foreach (FastaRecord record in reader.Sequences())
            Assert.NotEmpty(record.Id);
    }
}
