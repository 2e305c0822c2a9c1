using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Tokenizers;

/// <summary>
/// A token of k bases every <c>stride</c> bases: overlapping for a stride below k, side by side for a stride of k,
/// single bases for k = 1. A k-mer that holds a base other than the four canonical ones is <c>[UNK]</c>.
/// </summary>
/// <remarks>
/// The vocabulary is DNABERT's (Ji et al., 2021): the special tokens, then all k-mers with the bases in the order
/// A, T, C, G (U for T in RNA) and the last base changing fastest, so that the first k-mer has id 5.
/// </remarks>
public sealed class KmerTokenizer : Tokenizer
{
    /// <summary>The largest k: its vocabulary of 4^10 + 5 tokens is larger than any model has use for.</summary>
    public const int LargestK = 10;

    internal const string KindName = "kmer";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter<Tail>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private readonly KmerNumbers _numbers;

    /// <summary>A tokenizer of all k-mers of a nucleic alphabet.</summary>
    /// <param name="k">Bases a token, 1 to <see cref="LargestK"/>.</param>
    /// <param name="stride">Bases from the start of one token to the start of the next, 1 to <paramref name="k"/>.</param>
    /// <param name="tail">What becomes of bases that do not fill a k-mer.</param>
    /// <param name="alphabet">DNA or RNA.</param>
    /// <exception cref="ArgumentException">The alphabet is not nucleic.</exception>
    /// <exception cref="ArgumentOutOfRangeException">k or the stride is out of its range.</exception>
    public KmerTokenizer(int k, int stride, Tail tail, Alphabet alphabet)
    {
        if (!alphabet.IsNucleic)
            throw new ArgumentException(
                $"K-mers are made of four bases; the {alphabet} alphabet has {alphabet.Letters.Length} letters.",
                nameof(alphabet));
        if (k is < 1 or > LargestK)
            throw new ArgumentOutOfRangeException(nameof(k), k,
                $"k must be 1 to {LargestK}: the vocabulary has 4^k + 5 tokens, and each needs a row in the model.");
        if (stride < 1 || stride > k)
            throw new ArgumentOutOfRangeException(nameof(stride), stride,
                $"The stride must be 1 to k = {k}: with a larger one the bases between two k-mers would never be seen.");

        (K, Stride, Tail, Alphabet) = (k, stride, tail, alphabet);
        string bases = alphabet.IsCanonical((byte)'U') ? "AUCG" : "ATCG";
        _numbers = new KmerNumbers(k, bases);
        Vocabulary = Vocabulary.OfPieces(Enumerable.Range(0, 1 << (2 * k)).Select(index => Kmer(index, k, bases)));
    }

    /// <summary>Bases a token.</summary>
    public int K { get; }

    /// <summary>Bases from the start of one token to the start of the next.</summary>
    public int Stride { get; }

    /// <summary>What becomes of bases that do not fill a k-mer.</summary>
    public Tail Tail { get; }

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <inheritdoc/>
    public override Alphabet Alphabet { get; }

    /// <inheritdoc/>
    public override Vocabulary Vocabulary { get; }

    /// <summary>The number of tokens, exactly.</summary>
    public override int TokenCount(int bases)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bases);
        int whole = WholeKmers(bases);
        return Tail == Tail.Drop || Covered(whole) == bases ? whole : whole + 1;
    }

    /// <inheritdoc/>
    public override bool IsRegular => true;

    /// <inheritdoc/>
    public override int TokenBases => K;

    /// <inheritdoc/>
    public override int ContextBases(int tokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        return Covered(tokens);
    }

    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<byte> bases, List<int> ids, List<TokenSpan>? spans = null)
    {
        int whole = WholeKmers(bases.Length);
        int count = TokenCount(bases.Length);
        Span<int> added = Extend(ids, count);
        EncodeWhole(bases, added[..whole]);
        bool shifts = Tail == Tail.Shift && whole > 0;
        if (count > whole && shifts)
            EncodeWhole(bases[^K..], added[whole..]);
        else if (count > whole)
            added[whole] = Vocabulary.Specials.Unknown;

        if (spans is null)
            return;
        Span<TokenSpan> addedSpans = Extend(spans, count);
        for (int i = 0; i < whole; i++)
            addedSpans[i] = new TokenSpan(i * Stride, i * Stride + K);
        if (count > whole)
            addedSpans[whole] = new TokenSpan(shifts ? bases.Length - K : Covered(whole), bases.Length);
    }

    /// <summary>
    /// The bases that <paramref name="ids"/> stand for when each token starts a stride after the one before. Where
    /// overlapping k-mers contradict each other, as a model's predictions may, the later one decides. A remainder comes
    /// back as k bases: ids alone cannot tell that <see cref="Tail.Shift"/> or <see cref="Tail.Unknown"/> cut it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public override string Decode(ReadOnlySpan<int> ids)
    {
        SpecialTokens specials = Vocabulary.Specials;
        var bases = new StringBuilder();
        int start = 0;
        foreach (int id in ids)
        {
            string token = Vocabulary.TokenOf(id);
            if (id == specials.Padding || id == specials.Classification || id == specials.Separator)
                continue;
            bases.Append('N', start + K - bases.Length);
            for (int i = 0; i < K && !specials.Contains(id); i++)
                bases[start + i] = token[i];
            start += Stride;
        }
        return bases.ToString();
    }

    /// <inheritdoc/>
    public override JsonObject ToJson() =>
        JsonSerializer.SerializeToNode(new Description(Kind, Alphabet.Name, K, Stride, Tail), Json)!.AsObject();

    /// <summary>Such as <c>dna 6-mers, stride 1</c>.</summary>
    public override string ToString() => $"{Alphabet} {K}-mers, stride {Stride}";

    internal static KmerTokenizer FromJson(JsonElement description, string file)
    {
        try
        {
            Description read = description.Deserialize<Description>(Json)!;
            return new KmerTokenizer(read.K, read.Stride, read.Tail, Alphabet.Named(read.Alphabet));
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw new InputException(file, null, "the description of the k-mer tokenizer is not valid",
                "it has exactly the fields kind, alphabet (dna or rna), "
                + $"k (1 to {LargestK}), stride (1 to k) and tail (drop, unknown or shift)",
                "use the file as it was saved with the model", fault);
        }
    }

    /// <summary>
    /// Text without blanks where the k-mers lie side by side. Hugging Face pieces never overlap, so overlapping and
    /// shifted k-mers are expected as DNABERT has them: already apart, with blanks between.
    /// </summary>
    protected internal override JsonObject PreTokenizer => (SideBySide, Tail) switch
    {
        (false, _) => new JsonObject { ["type"] = "WhitespaceSplit" },
        (true, _) when K == 1 => Split(".", "Isolated", invert: false),
        (true, Tail.Drop) => Split($".{{{K}}}", "Removed", invert: true),
        _ => Split($".{{1,{K}}}", "Isolated", invert: false),
    };

    /// <inheritdoc/>
    protected internal override JsonObject? Decoder => SideBySide ? new JsonObject { ["type"] = "Fuse" } : null;

    private bool SideBySide => Stride == K && (K == 1 || Tail != Tail.Shift);

    private void EncodeWhole(ReadOnlySpan<byte> bases, Span<int> ids) =>
        _numbers.Write(bases, Stride, SpecialTokens.Names.Count, Vocabulary.Specials.Unknown, ids);

    private int WholeKmers(int bases) => bases < K ? 0 : (bases - K) / Stride + 1;

    private int Covered(int tokens) => tokens == 0 ? 0 : checked((tokens - 1) * Stride + K);

    private static Span<T> Extend<T>(List<T> list, int count)
    {
        CollectionsMarshal.SetCount(list, list.Count + count);
        return CollectionsMarshal.AsSpan(list)[^count..];
    }

    private static string Kmer(int index, int k, string bases) => string.Create(k, (index, bases), static (kmer, all) =>
    {
        for (int i = 0; i < kmer.Length; i++)
            kmer[i] = all.bases[(all.index >> (2 * (kmer.Length - 1 - i))) & 3];
    });

    private static JsonObject Split(string regex, string behavior, bool invert) => new()
    {
        ["type"] = "Split",
        ["pattern"] = new JsonObject { ["Regex"] = regex },
        ["behavior"] = behavior,
        ["invert"] = invert,
    };

    private sealed record Description(string Kind, string Alphabet, int K, int Stride, Tail Tail);
}
