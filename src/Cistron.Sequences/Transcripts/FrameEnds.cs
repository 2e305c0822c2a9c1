namespace Cistron.Sequences.Transcripts;

/// <summary>What an open reading frame must begin and end with.</summary>
public enum FrameEnds
{
    /// <summary>ATG and a stop codon.</summary>
    Complete,

    /// <summary>
    /// Any codon at the beginning of the transcript, any at its end: an assembled transcript may be a piece of one (FEELnc,
    /// Wucher et al. 2017, calls these relaxed types). Within the transcript ATG and stop codons are wanted as ever.
    /// </summary>
    MayBeCut,
}
