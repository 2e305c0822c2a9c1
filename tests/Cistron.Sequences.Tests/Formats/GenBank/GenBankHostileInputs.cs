using Cistron.Sequences.Annotations;
using Cistron.Sequences.Formats.GenBank;

namespace Cistron.Sequences.Tests.Formats.GenBank;

public class GenBankHostileInputs() : HostileInputs("genbank")
{
    protected override IReadOnlyList<byte[]> Examples =>
    [
        """
        LOCUS       c 12 bp DNA circular BCT
        DEFINITION  One
                    thing.
        VERSION     c.1
        FEATURES             Location/Qualifiers
             CDS             complement(join(1..5,8..>10))
                             /gene="x"
                             /note="says ""hi"" over
                             two lines"
                             /codon_start=1
             site            join(J1.1:5..6,3^4)
                             /pseudo
        ORIGIN
                1 acgtacgtac gt
        //
        LOCUS       d 5 bp RNA
        //

        """u8.ToArray(),
        "DEFINITION  seqhdr=\"n m\"\r\nFEATURES   \r\n     CDS             <3..98\r\n                     /x=1\r\n//"u8.ToArray(),
    ];

    protected override void ReadAll(string path)
    {
        using var reader = GenBankReader.Open(path);
        foreach (GenBankRecord record in reader.Read())
        {
            foreach (Feature feature in record.Features)
                Assert.All(feature.Parts, part => Assert.InRange(part.Place.Start, 0, part.Place.End));
            if (record.Bases.Length > 0)
                Assert.All(record.Features, feature => Assert.InRange(feature.Place.End, 0, record.Bases.Length));
        }
    }
}
