namespace Cistron.Sequences.Inspection;

/// <summary>Counts names, in memory that does not grow beyond their first <paramref name="mostLetters"/>.</summary>
/// <param name="mostLetters">How many letters the names that are told apart may have together.</param>
internal sealed class NameTally(int mostLetters = 1 << 24)
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private long _letters;
    private bool _isCut;

    /// <summary>Counts a name; an empty one is none.</summary>
    public void Add(string name)
    {
        if (name.Length == 0)
            return;
        if (_counts.TryGetValue(name, out long count))
        {
            _counts[name] = count + 1;
        }
        else if (_letters + name.Length <= mostLetters)
        {
            _counts.Add(name, 1);
            _letters += name.Length;
        }
        else
        {
            _isCut = true;
        }
    }

    /// <summary>What was counted.</summary>
    public NameSummary Summary => new(_counts.Count, NameSummary.First(_counts), _isCut);
}
