using Cistron.Sequences.Annotations;

namespace Cistron.Sequences.Formats.GenBank;

/// <summary>One entry of a GenBank flat file.</summary>
/// <param name="Name">The LOCUS name.</param>
/// <param name="Bases">The letters of ORIGIN in upper case; empty when the entry has none.</param>
/// <param name="Features">The feature table, in the order of the file.</param>
public sealed record GenBankRecord(string Name, byte[] Bases, IReadOnlyList<Feature> Features)
{
    /// <summary>What the sequence is, lines joined; may be empty.</summary>
    public string Definition { get; init; } = "";

    /// <summary>The first accession number; may be empty.</summary>
    public string Accession { get; init; } = "";

    /// <summary>Accession and version, such as <c>NC_000913.2</c>; may be empty.</summary>
    public string Version { get; init; } = "";

    /// <summary>The molecule in LOCUS, such as <c>DNA</c> or <c>mRNA</c>; may be empty.</summary>
    public string Molecule { get; init; } = "";

    /// <summary>Whether LOCUS says that the sequence is circular.</summary>
    public bool IsCircular { get; init; }

    /// <summary>The 1-based line on which the entry begins; 0 when it comes from no file.</summary>
    public long Line { get; init; }

    /// <summary>
    /// What the features call their sequence: the version, which FASTA files of the same entry have as their name;
    /// without it the accession; without that the LOCUS name.
    /// </summary>
    public string SequenceName => Version.Length > 0 ? Version : Accession.Length > 0 ? Accession : Name;
}
