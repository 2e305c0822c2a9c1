using System.Text.Json;
using System.Text.Json.Serialization;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Corpora;

/// <summary>What <c>corpus.json</c> says about the file of bases that lies beside it.</summary>
/// <param name="Format">The version of this layout, <see cref="CurrentFormat"/>.</param>
/// <param name="Alphabet">The alphabet's name.</param>
/// <param name="Length">All bases.</param>
/// <param name="Size">The bytes of the file of bases.</param>
/// <param name="Fingerprint">See <see cref="Corpus.Fingerprint"/>.</param>
/// <param name="Sources">The files that it was built from, in the order in which they were given.</param>
/// <param name="RecordsBySource">How many records came from each of them; they lie in this order.</param>
/// <param name="LetterCounts">How often each canonical letter stands in each record, record by record.</param>
/// <param name="Ambiguity">Where other letters stand than the file of bases can hold.</param>
internal sealed partial record CorpusIndex(
    int Format,
    string Alphabet,
    long Length,
    long Size,
    string Fingerprint,
    IReadOnlyList<CorpusSource> Sources,
    IReadOnlyList<int> RecordsBySource,
    uint[] LetterCounts,
    AmbiguityRuns Ambiguity)
{
    public const int CurrentFormat = 2;

    /// <summary>The alphabet itself.</summary>
    /// <exception cref="ArgumentException">No alphabet has that name.</exception>
    [JsonIgnore]
    public Alphabet Letters => Alphabets.Alphabet.Named(Alphabet);

    /// <summary>Reads an index that agrees with itself.</summary>
    /// <exception cref="InputException">The index is missing, damaged or of another version.</exception>
    public static CorpusIndex Read(string path)
    {
        using Stream text = TextSource.Open(path);
        try
        {
            CorpusIndex? index = JsonSerializer.Deserialize(text, Json.Default.CorpusIndex);
            // Asking for the letters finds out an alphabet that does not exist.
            if (index is { Format: CurrentFormat, Letters.IsNucleic: true } && index.Ambiguity.AreIn(index.Length)
                && index.RecordsBySource.Count == index.Sources.Count && index.RecordsBySource.All(count => count >= 0))
                return index;
            throw Unusable(path, null);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw Unusable(path, fault);
        }
    }

    /// <summary>Writes the index, whole or not at all.</summary>
    public void Write(string path) => TextTarget.Write(path, text => JsonSerializer.Serialize(text, this, Json.Default.CorpusIndex));

    /// <summary>Whether it is about a file of bases with these records.</summary>
    public bool Fits(CorpusRecords records) => Length == records.Places.Total
        && LetterCounts.Length == (long)records.Count * Letters.Letters.Length
        && RecordsBySource.Sum(count => (long)count) == records.Count;

    /// <summary>What is said of an index that is not as it should be.</summary>
    public static InputException Unusable(string path, Exception? fault) =>
        new(path, null, "the index of the corpus cannot be used", $"an index of format {CurrentFormat} was expected",
            "delete it and build the corpus again", fault);

    // Generated while Cistron is built: to look at the types only when a corpus is opened takes longer than to read one.
    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNameCaseInsensitive = false, NumberHandling = JsonNumberHandling.Strict,
        RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
    [JsonSerializable(typeof(CorpusIndex))]
    private sealed partial class Json : JsonSerializerContext;
}
