namespace Cistron.Sequences.Annotations;

/// <summary>Something that an annotation says about a feature beside its place and type.</summary>
/// <param name="Name">GFF3's tag, GenBank's qualifier, a table's column.</param>
/// <param name="Value">What is said; empty for a mark that stands alone, such as GenBank's <c>/pseudo</c>.</param>
public readonly record struct FeatureAttribute(string Name, string Value);
