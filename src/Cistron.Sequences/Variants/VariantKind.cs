namespace Cistron.Sequences.Variants;

/// <summary>What a variant does to the reference, told by its trimmed form.</summary>
public enum VariantKind
{
    /// <summary>One base becomes another (SNV).</summary>
    SingleNucleotide,

    /// <summary>Several bases become as many others (MNV).</summary>
    MultiNucleotide,

    /// <summary>Bases are added and none is lost.</summary>
    Insertion,

    /// <summary>Bases are lost and none is added.</summary>
    Deletion,

    /// <summary>Bases become another number of bases.</summary>
    DeletionInsertion,
}
