namespace Cistron.Training.Interpretation.Motifs;

/// <summary>What makes a motif; the names of DNABERT's motif search (Ji et al. 2021) are beside its numbers.</summary>
/// <param name="MinLength">Bases of the shortest run of scores (<c>min_len</c>, 5).</param>
/// <param name="MinRatio">How many times the smallest score of a sequence those of a run exceed (10).</param>
/// <param name="FalseDiscoveryRate">The largest q-value of a stretch (<c>pval_cutoff</c>, 0.005).</param>
/// <param name="MergeShare">The share of the shorter of two stretches that must match for them to be one motif (0.5).</param>
/// <param name="WindowBases">Bases of a motif, round the centre of its strongest stretch (<c>window_size</c>, 24).</param>
/// <param name="MinInstances">The fewest instances (<c>min_n_motif</c>, 3).</param>
/// <param name="BothStrands">Whether a stretch and its reverse complement are one.</param>
public sealed record MotifRule(int MinLength, double MinRatio, double FalseDiscoveryRate, double MergeShare, int WindowBases,
    int MinInstances, bool BothStrands);
