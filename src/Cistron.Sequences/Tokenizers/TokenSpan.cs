namespace Cistron.Sequences.Tokenizers;

/// <summary>
/// The bases that one token covers, 0-based and half-open, counted from the start of the encoded sequence.
/// </summary>
/// <param name="Start">The first base.</param>
/// <param name="End">The base after the last.</param>
public readonly record struct TokenSpan(int Start, int End)
{
    /// <summary>How many bases the token covers.</summary>
    public int Length => End - Start;
}
