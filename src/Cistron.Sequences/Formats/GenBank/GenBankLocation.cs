using System.Globalization;
using System.Text;
using Cistron.Sequences.Annotations;
using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Formats.GenBank;

/// <summary>
/// Where a feature lies, as the feature table writes it: <c>complement(join(1..5,8..&gt;10))</c> (INSDC feature table
/// definition, section 3.4). It counts from 1, and both ends belong to the feature.
/// </summary>
/// <param name="Parts">In the order in which the forward strand reads them; empty when all are remote.</param>
/// <param name="IsOpenAtStart">Whether the feature goes on before its first base.</param>
/// <param name="IsOpenAtEnd">Whether the feature goes on after its last base.</param>
/// <param name="RemoteParts">How many parts lie on other sequences and are left out.</param>
internal sealed record GenBankLocation(
    IReadOnlyList<FeaturePart> Parts, bool IsOpenAtStart, bool IsOpenAtEnd, int RemoteParts)
{
    /// <summary>Writes a location so that <see cref="GenBankLocationParser"/> reads it back.</summary>
    /// <exception cref="ArgumentException">A site lies before the first base.</exception>
    public static string Write(Feature feature)
    {
        Interval place = feature.Place;
        var text = new StringBuilder();
        bool isReverse = place.Strand == Strand.Reverse;
        if (isReverse)
            text.Append("complement(");
        if (feature.Parts.Count > 1)
            text.Append("join(");
        for (int i = 0; i < feature.Parts.Count; i++)
        {
            Interval part = feature.Parts[i].Place;
            text.Append(i > 0 ? "," : "");
            bool isComplement = !isReverse && part.Strand == Strand.Reverse;
            if (isComplement)
                text.Append("complement(");
            text.Append(WritePart(part,
                feature.IsOpenAtStart && part.Start == place.Start ? "<" : "",
                feature.IsOpenAtEnd && part.End == place.End ? ">" : ""));
            text.Append(isComplement ? ")" : "");
        }
        text.Append(feature.Parts.Count > 1 ? ")" : "").Append(isReverse ? ")" : "");
        return text.ToString();
    }

    private static string WritePart(Interval part, string before, string after) => part.Length switch
    {
        0 when part.Start == 0 =>
            throw new ArgumentException("GenBank has no site before the first base.", nameof(part)),
        0 => string.Create(CultureInfo.InvariantCulture, $"{part.Start}^{part.Start + 1}"),
        1 when before == after => string.Create(CultureInfo.InvariantCulture, $"{part.End}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{before}{part.Start + 1}..{after}{part.End}"),
    };
}
