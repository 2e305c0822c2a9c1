using System.Globalization;

namespace Cistron.Sequences.Alphabets;

/// <summary>
/// What <see cref="SequenceCleaner"/> met and replaced so far, so that a tool can say in one line what it did to the
/// user's sequences.
/// </summary>
/// <param name="Total">All letters taken in.</param>
/// <param name="LowerCase">Soft-masked letters that were raised to upper case.</param>
/// <param name="ThymineUracil">T written as U for an RNA alphabet, or U as T for a DNA alphabet.</param>
/// <param name="Ambiguous">Letters that stand for several, such as N or X; they are kept.</param>
public readonly record struct LetterCounts(long Total, long LowerCase, long ThymineUracil, long Ambiguous)
{
    /// <summary>The counts of two files together.</summary>
    public static LetterCounts operator +(LetterCounts one, LetterCounts other) => new(
        one.Total + other.Total, one.LowerCase + other.LowerCase, one.ThymineUracil + other.ThymineUracil,
        one.Ambiguous + other.Ambiguous);

    /// <summary>
    /// What was replaced or stands out, such as <c>12 lower-case letters raised, 3 ambiguous</c>; empty for nothing.
    /// </summary>
    public string Remarks
    {
        get
        {
            List<string> remarks = [];
            if (LowerCase > 0)
                remarks.Add(string.Create(CultureInfo.InvariantCulture, $"{LowerCase:N0} lower-case letters raised"));
            if (ThymineUracil > 0)
                remarks.Add(string.Create(CultureInfo.InvariantCulture, $"{ThymineUracil:N0} T or U exchanged"));
            if (Ambiguous > 0)
                remarks.Add(string.Create(CultureInfo.InvariantCulture, $"{Ambiguous:N0} ambiguous letters kept"));
            return string.Join(", ", remarks);
        }
    }
}
