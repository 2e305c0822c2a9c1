namespace Cistron.Sequences.Inspection;

/// <summary>What a file holds.</summary>
public enum FileContent
{
    /// <summary>Sequences, with or without labels.</summary>
    Sequences,

    /// <summary>Variants: VCF.</summary>
    Variants,

    /// <summary>Features of a genome: BED, GFF3, GenBank, or a table of places.</summary>
    Features,

    /// <summary>A packed genome: 2bit.</summary>
    Genome,
}
