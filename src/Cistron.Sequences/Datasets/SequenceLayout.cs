namespace Cistron.Sequences.Datasets;

/// <summary>How a file holds sequences.</summary>
public enum SequenceLayout
{
    /// <summary>Records with a header line that begins with <c>&gt;</c>.</summary>
    Fasta,

    /// <summary>Records of four lines, with qualities, whose header line begins with <c>@</c>.</summary>
    Fastq,

    /// <summary>Rows of a CSV or TSV table.</summary>
    Table,

    /// <summary>One JSON object a line.</summary>
    JsonLines,

    /// <summary>One sequence a line and nothing else.</summary>
    Lines,
}
