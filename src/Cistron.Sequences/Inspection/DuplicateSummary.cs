namespace Cistron.Sequences.Inspection;

/// <summary>
/// How many sequences repeat an earlier one letter by letter, case ignored; empty ones are not counted.
/// </summary>
/// <param name="Distinct">Sequences that are not the same as an earlier one.</param>
/// <param name="Repeated">Sequences that are.</param>
/// <param name="IsCut">
/// Whether there were more different sequences than are remembered: then repeats of the later ones go unseen.
/// </param>
public readonly record struct DuplicateSummary(long Distinct, long Repeated, bool IsCut)
{
    /// <summary>The share of sequences that repeat an earlier one, 0 to 1.</summary>
    public double Share => Distinct + Repeated == 0 ? 0 : (double)Repeated / (Distinct + Repeated);
}
