using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Tokenizers;

/// <summary>
/// A token for every letter of a nucleic alphabet, ambiguity letters included: what a convolution reads, which takes R for
/// half an A and half a G. The vocabulary is the special tokens, the four bases, then the eleven ambiguity letters, which
/// are no <see cref="Vocabulary.IsDefinite">definite</see> tokens.
/// </summary>
public sealed class LetterTokenizer : Tokenizer
{
    /// <summary>Five special tokens, four bases, eleven ambiguity letters.</summary>
    public const int VocabularySize = 20;

    internal const string KindName = "letter";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private readonly int[] _ids = new int[256];

    /// <summary>A tokenizer of the letters of DNA or RNA.</summary>
    /// <exception cref="ArgumentException">The alphabet is not nucleic.</exception>
    public LetterTokenizer(Alphabet alphabet)
    {
        if (!alphabet.IsNucleic)
            throw new ArgumentException($"The letters of the {alphabet} alphabet stand for no bases.", nameof(alphabet));
        Alphabet = alphabet;
        Vocabulary = Vocabulary.OfPieces(Tokens(alphabet.Letters), Tokens(alphabet.AmbiguityLetters));
        for (int letter = 0; letter < _ids.Length; letter++)
            _ids[letter] = Vocabulary.IdOf($"{(char)letter}");

        static string[] Tokens(ReadOnlySpan<byte> letters) => [.. Encoding.ASCII.GetString(letters).Select(letter => $"{letter}")];
    }

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <inheritdoc/>
    public override Alphabet Alphabet { get; }

    /// <inheritdoc/>
    public override Vocabulary Vocabulary { get; }

    /// <inheritdoc/>
    public override int TokenBases => 1;

    /// <inheritdoc/>
    public override bool IsRegular => true;

    /// <inheritdoc/>
    public override int TokenCount(int bases) => bases;

    /// <inheritdoc/>
    public override int ContextBases(int tokens) => tokens;

    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<byte> bases, List<int> ids, List<TokenSpan>? spans = null)
    {
        ids.EnsureCapacity(ids.Count + bases.Length);
        foreach (byte letter in bases)
            ids.Add(_ids[letter]);
        for (int i = 0; i < bases.Length; i++)
            spans?.Add(new TokenSpan(i, i + 1));
    }

    /// <inheritdoc/>
    public override string Decode(ReadOnlySpan<int> ids)
    {
        SpecialTokens specials = Vocabulary.Specials;
        var bases = new StringBuilder(ids.Length);
        foreach (int id in ids)
            if (!specials.Contains(id))
                bases.Append(Vocabulary.TokenOf(id));
            else if (id == specials.Unknown || id == specials.Mask)
                bases.Append('N');
        return bases.ToString();
    }

    /// <inheritdoc/>
    public override JsonObject ToJson() => JsonSerializer.SerializeToNode(new Description(Kind, Alphabet.Name), Json)!.AsObject();

    /// <summary>Such as <c>dna letters</c>.</summary>
    public override string ToString() => $"{Alphabet} letters";

    internal static LetterTokenizer FromJson(JsonElement description, string file)
    {
        try
        {
            return new LetterTokenizer(Alphabet.Named(description.Deserialize<Description>(Json)!.Alphabet));
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw new InputException(file, null, "the description of the tokenizer of letters is not valid",
                "it has exactly the fields kind and alphabet (dna or rna)", "use the file as it was saved with the model", fault);
        }
    }

    /// <inheritdoc/>
    protected internal override JsonObject PreTokenizer => new()
    {
        ["type"] = "Split",
        ["pattern"] = new JsonObject { ["Regex"] = "." },
        ["behavior"] = "Isolated",
        ["invert"] = false,
    };

    /// <inheritdoc/>
    protected internal override JsonObject Decoder => new() { ["type"] = "Fuse" };

    private sealed record Description(string Kind, string Alphabet);
}
