namespace Cistron.Sequences.Labelling;

/// <summary>What became of the features of an annotation and of the windows around and beside them.</summary>
public sealed record WindowCounts
{
    /// <summary>Features in the annotation.</summary>
    public long Features { get; internal set; }

    /// <summary>Those on sequences that the genome does not have.</summary>
    public long FeaturesElsewhere { get; internal set; }

    /// <summary>Those in the genome that the rule selects; of these the next four speak.</summary>
    public long Selected { get; internal set; }

    /// <summary>Without a strand, and read forward.</summary>
    public long Unstranded { get; internal set; }

    /// <summary>
    /// Left out because their parts are not in order: across an origin, or spliced from both strands.
    /// </summary>
    public long OutOfOrder { get; internal set; }

    /// <summary>Without a positive window because the anchored end is not known.</summary>
    public long OpenEnded { get; internal set; }

    /// <summary>Without windows inside them because they are too short for one.</summary>
    public long TooShort { get; internal set; }

    /// <summary>Windows dropped because they run over an end of their sequence.</summary>
    public long OverEnd { get; internal set; }

    /// <summary>Windows dropped because too many of their letters stand for several bases.</summary>
    public long Ambiguous { get; internal set; }

    /// <summary>Negative windows for which no place was found in many draws.</summary>
    public long NotFound { get; internal set; }

    /// <summary>Windows dropped because an earlier one with the same label has the same bases, each read on its own strand.</summary>
    public long Duplicates { get; internal set; }

    /// <summary>Windows dropped because their bases occur with both labels.</summary>
    public long Conflicts { get; internal set; }

    /// <summary>The windows that are kept, by their kind, in the order of the rule.</summary>
    public IReadOnlyDictionary<string, long> Kept => KeptByKind;

    internal OrderedDictionary<string, long> KeptByKind { get; } = [];
}
