namespace Cistron.Sequences.Augmentation;

/// <summary>
/// The base pairs of an RNA in dot-bracket notation: a character for each base, <c>.</c> for one without a partner, and
/// matching brackets for a pair. Pairs that cross others are written with other brackets: <c>[]</c>, <c>{}</c>,
/// <c>&lt;&gt;</c>, or letters, <c>A</c> with <c>a</c> to <c>Z</c> with <c>z</c>.
/// </summary>
public sealed class DotBracket
{
    private const string Opening = "([{<ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Closing = ")]}>abcdefghijklmnopqrstuvwxyz";
    private const string Unpaired = ".,:_-~";

    /// <summary>Reads a structure.</summary>
    /// <exception cref="ArgumentException">A character is unknown, or a bracket has no partner.</exception>
    public DotBracket(string structure)
    {
        List<(int, int)> pairs = [];
        var open = new Stack<int>[Opening.Length];
        for (int i = 0; i < structure.Length; i++)
        {
            int opened = Opening.IndexOf(structure[i], StringComparison.Ordinal);
            int closed = Closing.IndexOf(structure[i], StringComparison.Ordinal);
            if (opened >= 0)
                (open[opened] ??= []).Push(i);
            else if (closed >= 0 && open[closed] is { Count: > 0 } partners)
                pairs.Add((partners.Pop(), i));
            else if (closed >= 0)
                throw new ArgumentException($"The bracket '{structure[i]}' at position {i + 1} closes none.",
                    nameof(structure));
            else if (!Unpaired.Contains(structure[i], StringComparison.Ordinal))
                throw new ArgumentException($"'{structure[i]}' at position {i + 1} is not of the dot-bracket notation.",
                    nameof(structure));
        }
        if (open.FirstOrDefault(partners => partners is { Count: > 0 }) is { } left)
            throw new ArgumentException($"The bracket at position {left.Peek() + 1} is never closed.",
                nameof(structure));
        Length = structure.Length;
        Pairs = pairs;
    }

    /// <summary>How many bases the structure is for.</summary>
    public int Length { get; }

    /// <summary>The 0-based places of the two bases of each pair, in the order in which the pairs are closed.</summary>
    public IReadOnlyList<(int Left, int Right)> Pairs { get; }
}
