using System.Globalization;

namespace Cistron.Sequences.Formats.Vcf;

/// <summary>Counts the alternative alleles that are no variants of known bases, so that a tool can say so.</summary>
public sealed class SkippedAlleles
{
    private readonly long[] _counts = new long[Enum.GetValues<AlleleKind>().Length];

    /// <summary>How many alleles were skipped.</summary>
    public long Total => _counts.Sum();

    /// <summary>How many alleles of a kind were skipped.</summary>
    public long this[AlleleKind kind] => _counts[(int)kind];

    /// <summary>One line such as <c>3 symbolic, 1 breakend</c>; empty for none.</summary>
    public string Explain() => string.Join(", ", Enum.GetValues<AlleleKind>().Where(kind => this[kind] > 0).Select(
        kind => string.Create(CultureInfo.InvariantCulture, $"{this[kind]:N0} {Name(kind)}")));

    internal void Add(AlleleKind kind) => _counts[(int)kind]++;

    private static string Name(AlleleKind kind) => kind switch
    {
        AlleleKind.Symbolic => "symbolic",
        AlleleKind.Breakend => "breakend",
        AlleleKind.SpanningDeletion => "within another deletion (*)",
        AlleleKind.Unchanged => "equal to the reference",
        AlleleKind.Telomere => "at a telomere",
        _ => kind.ToString(),
    };
}
