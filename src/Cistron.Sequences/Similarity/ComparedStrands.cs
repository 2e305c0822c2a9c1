namespace Cistron.Sequences.Similarity;

/// <summary>On which strands sequences are compared.</summary>
public enum ComparedStrands
{
    /// <summary>Both: a sequence and its reverse complement are the same.</summary>
    Both,

    /// <summary>The one that is written down, as for RNA and for stranded assays.</summary>
    Forward,
}
