namespace Cistron.Evaluation.Baselines;

/// <summary>Which strands of a nucleic sequence are counted.</summary>
public enum Strands
{
    /// <summary>The sequence as it is written.</summary>
    Forward,

    /// <summary>The sequence and its reverse complement, as for double-stranded DNA of unknown orientation.</summary>
    Both,
}
