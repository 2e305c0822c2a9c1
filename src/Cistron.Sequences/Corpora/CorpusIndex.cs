using System.Text.Json;
using System.Text.Json.Serialization;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Corpora;

/// <summary>What <c>corpus.json</c> says about the bases that lie beside it.</summary>
/// <param name="Format">The version of this layout, <see cref="CurrentFormat"/>.</param>
/// <param name="Alphabet">The alphabet's name.</param>
/// <param name="Length">All bases.</param>
/// <param name="Fingerprint">See <see cref="Corpus.Fingerprint"/>.</param>
/// <param name="Sources">The files, in the order in which they were given.</param>
/// <param name="Records">The records, in the order in which they lie.</param>
internal sealed record CorpusIndex(
    int Format,
    string Alphabet,
    long Length,
    string Fingerprint,
    IReadOnlyList<CorpusSource> Sources,
    IReadOnlyList<CorpusRecord> Records)
{
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>The alphabet itself.</summary>
    /// <exception cref="ArgumentException">No alphabet has that name.</exception>
    [JsonIgnore]
    public Alphabet Letters => Alphabets.Alphabet.Named(Alphabet);

    /// <summary>Reads an index and makes sure that no later read can fall outside its bases.</summary>
    /// <exception cref="InputException">The index is missing, damaged or of another version.</exception>
    public static CorpusIndex Read(string path)
    {
        using Stream text = TextSource.Open(path);
        try
        {
            CorpusIndex? index = JsonSerializer.Deserialize<CorpusIndex>(text, Json);
            // Asking for the letters finds out an alphabet that does not exist.
            if (index is { Format: CurrentFormat } && index.IsContiguous() && index.Letters is not null)
                return index;
            throw Unusable(path, null);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw Unusable(path, fault);
        }
    }

    /// <summary>Writes the index, whole or not at all.</summary>
    public void Write(string path) => TextTarget.Write(path, text => JsonSerializer.Serialize(text, this, Json));

    private bool IsContiguous()
    {
        long end = 0;
        foreach (CorpusRecord record in Records)
        {
            bool isNext = record.Start == end && record.Length >= 0 && record.Length <= Length - end;
            if (!isNext || record.Source < 0 || record.Source >= Sources.Count)
                return false;
            end = record.End;
        }
        return end == Length;
    }

    private static InputException Unusable(string path, Exception? fault) =>
        new(path, null, "the index of the corpus cannot be used", $"an index of format {CurrentFormat} was expected",
            "delete it and build the corpus again", fault);
}
