using System.Security.Cryptography;
using System.Text;
using Cistron.Runs.Recipes;

namespace Cistron.Training.Sweeps;

/// <summary>
/// Names of cells that can be folders and words of a command: <c>naive-train_rows-20-seed-1</c>. A name depends on the
/// cell's own values alone, so that a sweep can grow.
/// </summary>
/// <param name="keys">The keys of the grid.</param>
internal sealed class CellNames(IEnumerable<string> keys)
{
    // A folder's name may have 255 bytes nearly everywhere.
    private const int Longest = 160;
    private const int LongestValue = 40;

    private readonly Dictionary<string, string> _short = Shortened([.. keys]);

    /// <summary>The name of a cell.</summary>
    /// <param name="arm">Its arm; null where there are none.</param>
    /// <param name="settings">Its values of the grid's keys.</param>
    public string Of(string? arm, IEnumerable<(string Key, RecipeValue Value)> settings)
    {
        IEnumerable<string> words = settings.Select(setting => $"{_short[setting.Key]}-{Word(setting.Value.Yaml, LongestValue)}");
        return Word(string.Join('-', arm is null ? words : words.Prepend(arm.Replace(' ', '-'))), Longest);
    }

    /// <summary>The last part of each dotted key where no other key has the same, else the whole key.</summary>
    private static Dictionary<string, string> Shortened(string[] keys) => keys.ToDictionary(key => key, key =>
        keys.Count(other => Last(other) == Last(key)) == 1 ? Last(key) : key);

    private static string Last(string key) => key[(key.LastIndexOf('.') + 1)..];

    /// <summary>A text itself where it is harmless and short, else its harmless beginning with a hash of all of it.</summary>
    private static string Word(string text, int longest)
    {
        string word = string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) || "_.+-".Contains(letter) ? letter : '-'));
        if (word == text && text.Length <= longest)
            return text;
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
        return $"{word[..Math.Min(word.Length, longest)].Trim('-')}-{hash}";
    }
}
