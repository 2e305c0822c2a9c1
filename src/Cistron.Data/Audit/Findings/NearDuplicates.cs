using System.Text.Json.Serialization;
using Cistron.Data.Reports;
using Cistron.Sequences.Similarity;

namespace Cistron.Data.Audit.Findings;

/// <summary>Rows of one part that have a relative in an earlier one.</summary>
/// <param name="Part">The part.</param>
/// <param name="Of">The earlier part.</param>
/// <param name="Rows">Rows of <paramref name="Part"/>.</param>
/// <param name="Near">Those that have a similar row in <paramref name="Of"/> and no equal one.</param>
public sealed record Relatives(string Part, string Of, int Rows, int Near)
{
    /// <summary>Their share of the part.</summary>
    public double Share => Finding.Share(Near, Rows);
}

/// <summary>How many clusters have a size.</summary>
/// <param name="Size">Rows in each of them.</param>
/// <param name="Clusters">How many there are.</param>
public sealed record ClusterSize(int Size, int Clusters);

/// <summary>
/// Rows that are similar but not equal; <see cref="KmerSimilarity"/> says what similar means. A warning from 5 % of a
/// part's rows with a relative in an earlier part on; where nothing is divided yet, from 20 % of all rows with a relative
/// on. A note for any other.
/// </summary>
public sealed record NearDuplicates : Finding
{
    private const double ManyAcross = 0.05;
    private const double ManyRelated = 0.2;

    /// <inheritdoc />
    public override string Title => "Near duplicates";

    /// <inheritdoc />
    public override string Meaning =>
        "Homologues, overlapping windows and mutated copies on both sides of a split let a method answer from memory; only "
        + "a split that keeps clusters together shows how it does on sequences unlike those it was trained on.";

    /// <summary>The least estimated identity.</summary>
    public required double MinIdentity { get; init; }

    /// <summary>Bases of the k-mers that sequences were compared by.</summary>
    public required int K { get; init; }

    /// <summary>For each two parts, the rows of the later that have a relative in the earlier.</summary>
    public required IReadOnlyList<Relatives> Across { get; init; }

    /// <summary>Rows that are equal or similar to another one.</summary>
    public required int RelatedRows { get; init; }

    /// <summary>The sizes of clusters, single rows included, ascending.</summary>
    public required IReadOnlyList<ClusterSize> Sizes { get; init; }

    /// <summary>Rows that are similar, not equal, to a row with another label; of a regression, with a value more than a
    /// standard deviation away.</summary>
    public required int ConflictingRows { get; init; }

    /// <summary>The first row of every cluster: rows of which no two are similar.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Representatives { get; init; } = [];

    /// <summary>The cluster of every row.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> ClusterOf { get; init; } = [];

    /// <summary>Looks for them.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="minIdentity">The least estimated identity.</param>
    /// <param name="stop">Ends the search.</param>
    public static NearDuplicates In(AuditedData data, double minIdentity, CancellationToken stop)
    {
        var search = new SimilaritySearch(data.Bases,
            new SimilarityOptions(data.Alphabet) { Strands = data.Strands, MinIdentity = minIdentity });
        var relations = new RelatedGroups(data);
        var clusters = search.ClustersOf(search.Pairs(stop).Select(relations.Added));
        Relatives[] across = [.. relations.Across()];
        int related = clusters.Sizes.Where(size => size > 1).Sum();
        bool isMuch = relations.Pairs > 0 && (across.Any(one => one.Share >= ManyAcross)
            || (across.Length == 0 && related >= ManyRelated * data.Count));
        return new NearDuplicates
        {
            Severity = isMuch ? Severity.Warning : relations.Pairs > 0 ? Severity.Note : Severity.Fine,
            Sentence = Words(data, across, clusters, related, relations.Pairs, minIdentity),
            Brief = relations.Pairs == 0 ? ""
                : across.Where(one => one.Near > 0).MaxBy(one => one.Share) is { } most
                    ? $"{ReportText.Count(most.Near)} of {ReportText.Count(most.Rows)} {most.Part} rows have a relative in {most.Of}"
                    : $"{ReportText.Count(related)} of {ReportText.Count(data.Count)} rows have a relative",
            MinIdentity = minIdentity,
            K = search.K,
            Across = across,
            RelatedRows = related,
            Sizes = [.. clusters.Sizes.GroupBy(size => size).OrderBy(group => group.Key)
                .Select(group => new ClusterSize(group.Key, group.Count()))],
            ConflictingRows = relations.ConflictingRows(),
            Representatives = [.. Enumerable.Range(0, data.Count).DistinctBy(row => clusters.ClusterOf[row])],
            ClusterOf = clusters.ClusterOf,
            Examples = relations.Examples(),
        };
    }

    private static string Words(AuditedData data, Relatives[] across, SequenceClusters clusters, int related, long pairs,
        double minIdentity)
    {
        string like = $"of identity {ReportText.Short(minIdentity)} or more";
        if (pairs == 0)
            return $"no two different sequences are similar ({like})";
        string joined = $"{ReportText.Count(related)} of {ReportText.Count(data.Count)} rows have a relative, the largest cluster "
            + $"{ReportText.Count(clusters.Sizes.Max())} rows";
        if (across.Length == 0)
            return $"{joined} ({like}); a split by chance would put relatives on both sides";
        Relatives[] trained = [.. across.Where(one => one.Of == data.Parts[0].Name && one.Near > 0)];
        string found = trained.Length == 0 ? $"no row has a relative in {data.Parts[0].Name}"
            : string.Join(" and ", trained.Select(one =>
                $"{ReportText.Count(one.Near)} of {ReportText.Count(one.Rows)} {one.Part} rows")) + $" have a relative in {trained[0].Of}";
        return $"{found} ({like}, equal ones not counted); {joined}";
    }
}
