using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;
using Cistron.Training.Masking;

namespace Cistron.Training.Recipes;

/// <summary>
/// The section <c>masking.spans</c>. Left empty it is DNABERT's masking (Ji et al. 2021): spans of k tokens for overlapping
/// k-mers. With <c>curriculum: grow</c> it is RandomMask (arXiv 2310.07644); the text of its Algorithm 1 being lost, what it
/// leaves open are keys here.
/// </summary>
public sealed record SpanRecipe : IValidated
{
    private const int LongestSpan = 1000;

    /// <summary>How the longest span changes over the run.</summary>
    [Description("constant, grow, shrink, or list (the maxima that are given)")]
    public SpanCurriculum Curriculum { get; init; } = SpanCurriculum.Constant;

    /// <summary>The shortest span, in tokens; null: the tokenizer's k.</summary>
    [Description("the shortest span, in tokens; null: the tokenizer's k")]
    [Range(1, LongestSpan)]
    public int? Minimum { get; init; }

    /// <summary>
    /// The longest span of the run, in tokens; null: the shortest, and 2 more for each phase after the first.
    /// </summary>
    [Description("the longest span of the run, in tokens; null: the shortest, and 2 more for each phase after the first")]
    [Range(1, LongestSpan)]
    public int? Maximum { get; init; }

    /// <summary>Phases that grow or shrink; 5 in RandomMask.</summary>
    [Description("phases of grow and shrink")]
    [Range(1, 1000)]
    public int PhaseCount { get; init; } = 5;

    /// <summary>The longest span of each phase, for <c>list</c>.</summary>
    [Description("the longest span of each phase, for curriculum: list")]
    public IReadOnlyList<int> Maxima { get; init; } = [];

    /// <summary>The update at which each phase ends; empty: equal parts of the run.</summary>
    [Description("the step at which each phase but the last ends; empty: equal parts of the run")]
    public IReadOnlyList<long> Ends { get; init; } = [];

    /// <summary>Which lengths between the shortest and the longest there are.</summary>
    [Description("every_other (6, 8, 10 …) or every length up to the longest")]
    public SpanLengths Lengths { get; init; } = SpanLengths.EveryOther;

    /// <inheritdoc cref="SpanMasking.Drawn"/>
    [Description("for whom a length is drawn: step, sequence or span")]
    public SpanDraw Drawn { get; init; } = SpanDraw.Step;

    /// <inheritdoc cref="SpanMasking.Scan"/>
    [Description("where the next span may be: independent (spans may overlap) or behind_span")]
    public SpanScan Scan { get; init; } = SpanScan.Independent;

    /// <summary>What stays the same when spans get longer.</summary>
    [Description("what stays when spans get longer: centres (their chance is probability / minimum) or tokens (the masked share)")]
    public SpanBudget Budget { get; init; } = SpanBudget.Centres;

    /// <summary>The phases of a run, with the longest span of each.</summary>
    public IEnumerable<(long End, int Maximum)> Phases(int k, long steps)
    {
        int[] maxima = MaximaOf(k);
        for (int i = 0; i < maxima.Length; i++)
            yield return (i < Ends.Count ? Ends[i] : steps * (i + 1) / maxima.Length, maxima[i]);
    }

    /// <summary>The policy of a phase.</summary>
    /// <param name="k">The tokenizer's k.</param>
    /// <param name="maximum">The longest span.</param>
    /// <param name="probability">The share of tokens to be predicted in spans of the least length that do not overlap.</param>
    public SpanMasking Policy(int k, int maximum, double probability)
    {
        int minimum = Minimum ?? k, stride = Lengths == SpanLengths.EveryOther ? 2 : 1;
        int[] lengths = [.. Enumerable.Range(minimum, maximum - minimum + 1).Where(m => (m - minimum) % stride == 0)];
        double centre = Budget == SpanBudget.Centres
            ? probability / minimum
            : 1 - Math.Pow(1 - probability, 1 / lengths.Average());
        return new SpanMasking([.. lengths], centre) { Drawn = Drawn, Scan = Scan };
    }

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        int phases = Curriculum switch
        {
            SpanCurriculum.Constant => 1,
            SpanCurriculum.List => Maxima.Count,
            _ => PhaseCount,
        };
        if ((Curriculum == SpanCurriculum.List) != Maxima.Count > 0)
            yield return ("maxima", "and curriculum: list go together; give both or neither");
        if (Curriculum == SpanCurriculum.List && Maximum is not null)
            yield return ("maximum", "stands beside maxima; leave it out");
        if (Maximum < Minimum)
            yield return ("maximum", $"is {Maximum}, less than the minimum, {Minimum}; raise it");
        if (Minimum is { } minimum && Maxima.Any(maximum => maximum < minimum) || Maxima.Any(m => m is < 1 or > LongestSpan))
            yield return ("maxima", $"must lie between minimum and {LongestSpan}");
        if (Ends.Count > 0 && Ends.Count != phases - 1)
            yield return ("ends", $"has {Ends.Count} steps, and {phases} phases need {phases - 1}; the last ends with the run");
        if (Ends.Any(end => end < 1) || Ends.Zip(Ends.Skip(1)).Any(pair => pair.First >= pair.Second))
            yield return ("ends", "must be steps from 1 on, each later than the one before");
    }

    /// <summary>What is wrong with the recipe for k-mers of this length; null: nothing.</summary>
    public string? Fault(int k) => MaximaOf(k).Where(maximum => maximum < (Minimum ?? k)).Select(maximum =>
        $"has a longest span of {maximum}, less than the shortest, {Minimum ?? k}; raise it").FirstOrDefault();

    private int[] MaximaOf(int k)
    {
        int minimum = Minimum ?? k;
        int[] growing = [.. Enumerable.Range(0, PhaseCount).Select(i => Maximum is { } longest
            ? minimum + (int)Math.Round((double)(longest - minimum) * i / Math.Max(1, PhaseCount - 1))
            : minimum + 2 * i)];
        return Curriculum switch
        {
            SpanCurriculum.Constant => [Maximum ?? minimum],
            SpanCurriculum.Grow => growing,
            SpanCurriculum.Shrink => [.. growing.Reverse()],
            _ => [.. Maxima],
        };
    }
}

/// <summary>How the longest span changes over a run.</summary>
public enum SpanCurriculum
{
    /// <summary>Not at all.</summary>
    Constant,

    /// <summary>It grows from phase to phase, as in RandomMask.</summary>
    Grow,

    /// <summary>It shrinks from phase to phase.</summary>
    Shrink,

    /// <summary>As it is listed.</summary>
    List,
}

/// <summary>Which lengths of spans there are between the shortest and the longest.</summary>
public enum SpanLengths
{
    /// <summary>The shortest, 2 more, 4 more …: even lengths where k is 6.</summary>
    EveryOther,

    /// <summary>All.</summary>
    Every,
}

/// <summary>What stays the same when spans get longer.</summary>
public enum SpanBudget
{
    /// <summary>The chance of a centre: longer spans mask more tokens, 22 % instead of 14 % from 6 to 14.</summary>
    Centres,

    /// <summary>The masked share, from which the chance of a centre follows.</summary>
    Tokens,
}
