using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Transcripts;

namespace Cistron.Evaluation.Baselines;

/// <summary>
/// Which features of a transcript a <see cref="TranscriptBaseline"/> sees: those of a published program, fitted anew to your rows.
/// Each is "like" its program: a logistic regression on its features, whatever the program fits.
/// </summary>
public enum TranscriptFeatures
{
    /// <summary>Length, the longest reading frame and its share, and the shares of 3-mers.</summary>
    LengthFrameAndThreeMers,

    /// <summary>CPAT (Wang et al. 2013): the longest frame, its share, Fickett's score and hexamers.</summary>
    Cpat,

    /// <summary>
    /// PLEK (Li et al. 2014): shares of 1- to 5-mers. Its weights, 1 / 4^(5 − k), are nothing to a model that scales every feature.
    /// </summary>
    Plek,

    /// <summary>
    /// LncFinder (Han et al. 2019) without secondary structure: the longest frame, its share, hexamers, the period of three.
    /// </summary>
    LncFinder,

    /// <summary>
    /// CPPred (Tong and Liu 2019) without properties of the protein: the longest frame, its share, Fickett's score, hexamers,
    /// composition, transitions and distribution of the bases.
    /// </summary>
    Cppred,
}

/// <summary>What <see cref="TranscriptFeatures"/> are.</summary>
public static class TranscriptFeatureSets
{
    /// <summary>Whether the features of a set include hexamers, which must be counted in training rows.</summary>
    public static bool HasHexamers(this TranscriptFeatures set) =>
        set is TranscriptFeatures.Cpat or TranscriptFeatures.LncFinder or TranscriptFeatures.Cppred;

    /// <summary>The features of a set for a linear model: what grows with the length as logarithms.</summary>
    /// <param name="set">Which features.</param>
    /// <param name="alphabet">DNA or RNA.</param>
    /// <param name="hexamers">What pairs of codons say; not used where the set has none.</param>
    public static IReadOnlyList<TranscriptMeasure> Measures(this TranscriptFeatures set, Alphabet alphabet, HexamerTable? hexamers)
    {
        TranscriptMeasure[] frame = [TranscriptMeasure.FrameLength.InLogarithms(), TranscriptMeasure.FrameShare];
        return set switch
        {
            TranscriptFeatures.Cpat => [.. frame, TranscriptMeasure.Fickett(alphabet), TranscriptMeasure.Hexamers(hexamers!)],
            TranscriptFeatures.Plek => [TranscriptMeasure.KmerShares(alphabet, 1, 5)],
            TranscriptFeatures.LncFinder =>
                [.. frame, TranscriptMeasure.Hexamers(hexamers!), TranscriptMeasure.PeriodOfThree(alphabet).InLogarithms()],
            TranscriptFeatures.Cppred =>
                [.. frame, TranscriptMeasure.Fickett(alphabet), TranscriptMeasure.Hexamers(hexamers!), TranscriptMeasure.Letters(alphabet)],
            _ => [.. frame, TranscriptMeasure.Length.InLogarithms(), TranscriptMeasure.KmerShares(alphabet, 3, 3)],
        };
    }

    /// <summary>Such as <c>CPAT-like</c>.</summary>
    public static string Title(this TranscriptFeatures set) => set switch
    {
        TranscriptFeatures.Cpat => "CPAT-like",
        TranscriptFeatures.Plek => "PLEK-like",
        TranscriptFeatures.LncFinder => "LncFinder-like",
        TranscriptFeatures.Cppred => "CPPred-like",
        _ => "length, frame, 3-mers",
    };
}
