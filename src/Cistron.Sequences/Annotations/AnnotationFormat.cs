namespace Cistron.Sequences.Annotations;

/// <summary>What an annotation is written in.</summary>
public enum AnnotationFormat
{
    /// <summary>BED, which counts from 0.</summary>
    Bed,

    /// <summary>GFF3, which counts from 1.</summary>
    Gff3,

    /// <summary>A GenBank flat file, which counts from 1.</summary>
    GenBank,

    /// <summary>A table with a header, comma- or tab-separated, which counts from 0.</summary>
    Table,
}
