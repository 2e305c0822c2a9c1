namespace Cistron.Sequences.Corpora;

/// <summary>Which strands the windows of a corpus are read from.</summary>
public enum StrandSampling
{
    /// <summary>The strand that is in the file.</summary>
    Forward,

    /// <summary>Either, with probability one half: a window of the reverse strand is the reverse complement.</summary>
    Both,
}
