using Cistron.Sequences.Alphabets;

namespace Cistron.Sequences.Inspection;

/// <summary>The letters of a file's sequences.</summary>
/// <param name="Letters">Each letter that occurs, the most frequent first.</param>
/// <param name="LowerCase">How many letters are lower case, which most often means soft masking.</param>
/// <param name="Ambiguous">How many stand for several letters of the alphabet, such as N or X.</param>
/// <param name="Foreign">
/// How many have no place in the alphabet, such as gaps and stops; T and U have one in both nucleic alphabets.
/// </param>
public sealed record LetterSummary(IReadOnlyList<LetterCount> Letters, long LowerCase, long Ambiguous, long Foreign)
{
    /// <param name="met">How often each letter was met, at its own code.</param>
    /// <param name="alphabet">The alphabet that the letters are held against; null when there is none.</param>
    internal static LetterSummary Of(ReadOnlySpan<long> met, Alphabet? alphabet)
    {
        List<LetterCount> letters = [];
        long lowerCase = 0;
        long ambiguous = 0;
        long foreign = 0;
        for (int letter = 0; letter < met.Length; letter++)
        {
            if (char.IsAsciiLetterLower((char)letter))
            {
                lowerCase += met[letter];
                continue;
            }
            char lower = char.ToLowerInvariant((char)letter);
            long count = met[letter] + (char.IsAsciiLetterUpper((char)letter) ? met[lower] : 0);
            if (count == 0)
                continue;
            letters.Add(new LetterCount((char)letter, count));
            bool isBase = alphabet is { IsNucleic: true } && letter is 'T' or 'U';
            if (alphabet is null || (!isBase && !alphabet.IsLetter((byte)letter)))
                foreign += count;
            else if (!isBase && !alphabet.IsCanonical((byte)letter))
                ambiguous += count;
        }
        var mostFrequentFirst = letters.OrderByDescending(item => item.Count).ThenBy(item => item.Letter);
        return new LetterSummary([.. mostFrequentFirst], lowerCase, ambiguous, foreign);
    }
}
