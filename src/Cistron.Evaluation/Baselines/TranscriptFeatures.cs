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

    /// <summary>PLEK (Li et al. 2014): shares of 1- to 5-mers, weighted by 1 / 4^(5 − k).</summary>
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

/// <summary>Names of <see cref="TranscriptFeatures"/> for people.</summary>
public static class TranscriptFeatureTitles
{
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
