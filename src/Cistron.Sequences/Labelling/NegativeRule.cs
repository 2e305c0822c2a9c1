namespace Cistron.Sequences.Labelling;

/// <summary>Where the windows of label 0 come from. All are as long as the positive ones.</summary>
/// <param name="Count">
/// How many, at least 1, for each feature or each positive window; windows are dropped for their bases only after that.
/// </param>
public abstract record NegativeRule(int Count)
{
    /// <summary>The most windows that one feature can be asked for.</summary>
    public const int MostWindows = 10_000;

    /// <summary>How many for each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 1 to <see cref="MostWindows"/>.</exception>
    public int Count { get; } = Count is >= 1 and <= MostWindows
        ? Count
        : throw new ArgumentOutOfRangeException(nameof(Count), Count, $"From 1 to {MostWindows} can be drawn.");

    /// <summary>One word for tables and counts.</summary>
    public abstract string Kind { get; }

    private protected static int NotNegative(int bases, string name) => bases >= 0
        ? bases
        : throw new ArgumentOutOfRangeException(name, bases, "A margin has no less than 0 bases.");
}

/// <summary>
/// Windows at drawn places inside the features themselves, on their strand, introns included; features that are too
/// short give none.
/// </summary>
/// <param name="MarginBases">How far a window stays off both ends of its feature.</param>
/// <param name="Count">How many for each feature.</param>
public sealed record InsideFeatures(int MarginBases, int Count = 1) : NegativeRule(Count)
{
    /// <summary>How far a window stays off both ends of its feature, 0 or more.</summary>
    public int MarginBases { get; } = NotNegative(MarginBases, nameof(MarginBases));

    /// <inheritdoc/>
    public override string Kind => "inside";
}

/// <summary>
/// Windows anywhere in the genome, on either strand, that keep off every feature of the annotation, of whatever type. A
/// feature that covers its whole sequence stands for the sequence and is not kept off.
/// </summary>
/// <param name="MarginBases">How many bases lie between a window and any feature at least.</param>
/// <param name="Count">How many for each positive window.</param>
public sealed record RandomIntergenic(int MarginBases, int Count = 1) : NegativeRule(Count)
{
    /// <summary>How many bases lie between a window and any feature at least, 0 or more.</summary>
    public int MarginBases { get; } = NotNegative(MarginBases, nameof(MarginBases));

    /// <inheritdoc/>
    public override string Kind => "intergenic";
}

/// <summary>
/// Windows anywhere in the genome, on either strand, whose GC content is near that of the positive one, and which have
/// no base in common with any positive window.
/// </summary>
/// <param name="Tolerance">The largest difference between the two shares of G and C among A, C, G and T.</param>
/// <param name="Count">How many for each positive window.</param>
public sealed record MatchedGc(double Tolerance = 0.02, int Count = 1) : NegativeRule(Count)
{
    /// <summary>The largest difference between the two shares, from 0 to 1.</summary>
    public double Tolerance { get; } = Tolerance is >= 0 and <= 1
        ? Tolerance
        : throw new ArgumentOutOfRangeException(nameof(Tolerance), Tolerance, "A share is from 0 to 1.");

    /// <inheritdoc/>
    public override string Kind => "gc";
}

/// <summary>
/// The positive window with its bases shuffled, every dinucleotide as often; see <see cref="DinucleotideShuffle"/>.
/// </summary>
/// <param name="Count">How many for each positive window.</param>
public sealed record ShuffledPositive(int Count = 1) : NegativeRule(Count)
{
    /// <inheritdoc/>
    public override string Kind => Name;

    internal const string Name = "shuffle";
}
