using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Tokenizers.Bpe;

/// <summary>
/// Tokens of different lengths, learned by byte-pair encoding: bases are merged in the order of the merges' ranks. A letter that no
/// token has is <c>[UNK]</c>.
/// </summary>
public sealed class BpeTokenizer : Tokenizer
{
    internal const string KindName = "bpe";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter<UnknownLetters>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    private readonly BpeEncoder _encoder;
    private readonly int[] _ids;
    private readonly int[] _lengths;

    /// <summary>A tokenizer with a vocabulary in an order of its own, as one of another software has.</summary>
    /// <param name="merges">Letters and merges.</param>
    /// <param name="vocabulary">Has every symbol of <paramref name="merges"/>, and may have tokens that are never made.</param>
    /// <param name="alphabet">DNA or RNA, whose four bases are among the letters.</param>
    /// <param name="unknown">What becomes of other letters.</param>
    /// <exception cref="ArgumentException">
    /// The alphabet is not nucleic, a base of it is no letter, or a symbol is not in the vocabulary.
    /// </exception>
    public BpeTokenizer(BpeMerges merges, Vocabulary vocabulary, Alphabet alphabet, UnknownLetters unknown)
    {
        if (!alphabet.IsNucleic)
            throw new ArgumentException($"Byte pairs are pairs of bases; the {alphabet} alphabet has none.", nameof(alphabet));
        foreach (char letter in Encoding.ASCII.GetString(alphabet.Letters))
            if (!merges.Letters.Contains(letter, StringComparison.Ordinal))
                throw new ArgumentException($"There is no token for the {alphabet} base {letter}.", nameof(merges));
        (Merges, Vocabulary, Alphabet, Unknown) = (merges, vocabulary, alphabet, unknown);
        _ids = [.. merges.Texts.Select(vocabulary.IdOf)];
        if (Array.IndexOf(_ids, vocabulary.Specials.Unknown) is >= 0 and var missing)
            throw new ArgumentException($"The vocabulary lacks the token '{merges.Texts[missing]}'.", nameof(vocabulary));
        _lengths = [.. merges.Texts.Select(text => text.Length)];
        _encoder = new BpeEncoder(merges);
    }

    /// <summary>
    /// A tokenizer of what <see cref="BpeTrainer"/> learned: special tokens, then bases, then tokens in the order in which they
    /// were learned.
    /// </summary>
    public static BpeTokenizer Of(BpeMerges merges, Alphabet alphabet) =>
        new(merges, Vocabulary.OfPieces(merges.Texts), alphabet, UnknownLetters.OneByOne);

    /// <summary>Letters and merges.</summary>
    public BpeMerges Merges { get; }

    /// <summary>What becomes of letters that no token has.</summary>
    public UnknownLetters Unknown { get; }

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <inheritdoc/>
    public override Alphabet Alphabet { get; }

    /// <inheritdoc/>
    public override Vocabulary Vocabulary { get; }

    /// <summary>The number of tokens at most: one for each base.</summary>
    public override int TokenCount(int bases)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bases);
        return bases;
    }

    /// <inheritdoc/>
    public override bool IsRegular => false;

    /// <summary>The most bases of a token; unknown letters taken together may be more.</summary>
    public override int TokenBases => _lengths.Max();

    /// <summary>As many bases as tokens. Most sequences of several times as many fit too, but no one knows before they are encoded.</summary>
    public override int ContextBases(int tokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        return tokens;
    }

    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<byte> bases, List<int> ids, List<TokenSpan>? spans = null)
    {
        int first = ids.Count;
        _encoder.Encode(bases, ids);
        Span<int> added = CollectionsMarshal.AsSpan(ids)[first..];
        int unknown = Vocabulary.Specials.Unknown, count = 0, start = 0, firstSpan = spans?.Count ?? 0;
        foreach (int symbol in added)
        {
            int end = start + (symbol == BpeEncoder.Unknown ? 1 : _lengths[symbol]);
            if (symbol == BpeEncoder.Unknown && Unknown == UnknownLetters.Together && count > 0 && added[count - 1] == unknown)
            {
                if (spans is not null)
                    spans[^1] = spans[^1] with { End = end };
            }
            else
            {
                added[count++] = symbol == BpeEncoder.Unknown ? unknown : _ids[symbol];
                spans?.Add(new TokenSpan(start, end));
            }
            start = end;
        }
        CollectionsMarshal.SetCount(ids, first + count);
    }

    /// <summary>
    /// The bases that <paramref name="ids"/> stand for. Framing tokens are skipped; <c>[UNK]</c> and <c>[MASK]</c> come back as one N
    /// each, because ids alone cannot tell how many bases were under them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public override string Decode(ReadOnlySpan<int> ids)
    {
        SpecialTokens specials = Vocabulary.Specials;
        var bases = new StringBuilder();
        foreach (int id in ids)
        {
            string token = Vocabulary.TokenOf(id);
            if (id == specials.Unknown || id == specials.Mask)
                bases.Append('N');
            else if (!specials.Contains(id))
                bases.Append(token);
        }
        return bases.ToString();
    }

    /// <inheritdoc/>
    public override JsonObject ToJson() => JsonSerializer.SerializeToNode(new Description(Kind, Alphabet.Name, Unknown,
        string.Join(' ', Vocabulary.Tokens), string.Join(' ', BpeParts.WordsOf(Merges).Select(pair => $"{pair.Left} {pair.Right}"))),
        Json)!.AsObject();

    /// <summary>Such as <c>dna BPE, tokens of 1 to 16 bases</c>.</summary>
    public override string ToString() => $"{Alphabet} BPE, tokens of 1 to {TokenBases} bases";

    internal static BpeTokenizer FromJson(JsonElement description, string file)
    {
        try
        {
            Description read = description.Deserialize<Description>(Json)!;
            string[] words = read.Merges.Length == 0 ? [] : read.Merges.Split(' ');
            return new BpeParts(read.Tokens.Split(' '), [.. words.Chunk(2).Select(pair => (pair[0], pair[^1]))])
                .Build(Alphabet.Named(read.Alphabet), read.Unknown);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or FormatException)
        {
            throw new InputException(file, null, "the description of the BPE tokenizer is not valid",
                "it has the fields kind, alphabet (dna or rna), unknown (one_by_one or together), tokens and merges",
                "use the file as it was saved with the model", fault);
        }
    }

    /// <inheritdoc/>
    protected internal override JsonObject PreTokenizer => new() { ["type"] = "Whitespace" };

    /// <inheritdoc/>
    protected internal override JsonObject Decoder => new() { ["type"] = "Fuse" };

    /// <inheritdoc/>
    protected internal override JsonObject Model => new()
    {
        ["type"] = "BPE",
        ["dropout"] = null,
        ["unk_token"] = Vocabulary.TokenOf(Vocabulary.Specials.Unknown),
        ["continuing_subword_prefix"] = null,
        ["end_of_word_suffix"] = null,
        ["fuse_unk"] = Unknown == UnknownLetters.Together,
        ["vocab"] = HuggingFaceFiles.VocabularyObject(Vocabulary),
        ["merges"] = new JsonArray([.. BpeParts.WordsOf(Merges).Select(pair => (JsonNode)$"{pair.Left} {pair.Right}")]),
    };

    private sealed record Description(string Kind, string Alphabet, UnknownLetters Unknown, string Tokens, string Merges);
}
