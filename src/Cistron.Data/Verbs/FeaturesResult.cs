using Cistron.Sequences.Alphabets;

namespace Cistron.Data.Verbs;

/// <summary>What <c>data features</c> did.</summary>
/// <param name="Output">The table that was written.</param>
/// <param name="Transcripts">Transcripts measured, a row each.</param>
/// <param name="WithoutFrame">Those of them without a reading frame.</param>
/// <param name="Features">Numbers of each.</param>
/// <param name="Letters">What was met and replaced in them.</param>
public sealed record FeaturesResult(string Output, long Transcripts, long WithoutFrame, int Features, LetterCounts Letters);
