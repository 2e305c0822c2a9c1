namespace Cistron.Sequences.Formats.Vcf;

/// <summary>How a VCF record writes an alternative allele.</summary>
public enum AlleleKind
{
    /// <summary>As bases: a variant.</summary>
    Bases,

    /// <summary>As a name such as <c>&lt;DEL&gt;</c>, which stands for a change that is not spelled out.</summary>
    Symbolic,

    /// <summary>As the end of a rearrangement, such as <c>G]17:198982]</c> or <c>.A</c>.</summary>
    Breakend,

    /// <summary>As <c>*</c>: the bases are missing because of a deletion that another record tells.</summary>
    SpanningDeletion,

    /// <summary>As the reference itself, so that nothing changes.</summary>
    Unchanged,

    /// <summary>At position 0, before the first base, where a telomere is meant.</summary>
    Telomere,
}
