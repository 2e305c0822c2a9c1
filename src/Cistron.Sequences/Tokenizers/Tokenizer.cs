using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Cistron.Sequences.Alphabets;

namespace Cistron.Sequences.Tokenizers;

/// <summary>
/// Turns the bases of a sequence into token ids and tells which bases each token covers. A tokenizer sees content
/// alone: <c>[CLS]</c>, <c>[SEP]</c> and <c>[PAD]</c> are set around it where batches are made. Immutable and safe for
/// threads.
/// </summary>
public abstract class Tokenizer
{
    private string? _fingerprint;

    /// <summary>The family, such as <c>kmer</c>: the key in <see cref="TokenizerRegistry"/>.</summary>
    public abstract string Kind { get; }

    /// <summary>The letters that sequences are written in; a letter outside it, lower case included, is unknown.</summary>
    public abstract Alphabet Alphabet { get; }

    /// <summary>All tokens by id.</summary>
    public abstract Vocabulary Vocabulary { get; }

    /// <summary>Appends the tokens of <paramref name="bases"/> to <paramref name="ids"/>.</summary>
    /// <param name="bases">The sequence in upper case.</param>
    /// <param name="ids">Gets one id for each token, from left to right.</param>
    /// <param name="spans">Gets the bases that each token covers, with ascending starts; null where nobody asks.</param>
    public abstract void Encode(ReadOnlySpan<byte> bases, List<int> ids, List<TokenSpan>? spans = null);

    /// <summary>
    /// The bases that <paramref name="ids"/> stand for. Framing tokens are skipped; a base that only <c>[UNK]</c> or
    /// <c>[MASK]</c> covers is written as the alphabet's letter for any base.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public abstract string Decode(ReadOnlySpan<int> ids);

    /// <summary>How many tokens so many bases give: exactly, or at most where that depends on the bases.</summary>
    public abstract int TokenCount(int bases);

    /// <summary>Whether the number of tokens follows from the number of bases, whichever they are.</summary>
    public abstract bool IsRegular { get; }

    /// <summary>The most bases that one token covers.</summary>
    public abstract int TokenBases { get; }

    /// <summary>The longest sequence that always fits into so many tokens with every base covered.</summary>
    public abstract int ContextBases(int tokens);

    /// <summary>
    /// All that is needed to build the tokenizer again, for a model folder's <c>cistron.json</c>: its <c>kind</c> and
    /// parameters. <see cref="TokenizerRegistry.FromJson"/> reads it.
    /// </summary>
    public abstract JsonObject ToJson();

    /// <summary>
    /// SHA-256 in lower-case hex of the kind, the parameters and the vocabulary: equal for two tokenizers exactly when
    /// a model trained with one can be used with the other.
    /// </summary>
    public string Fingerprint => _fingerprint ??= Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{ToJson().ToJsonString()}\n{string.Join('\n', Vocabulary.Tokens)}\n")));

    /// <summary>The <c>pre_tokenizer</c> of <c>tokenizer.json</c>: how Hugging Face software cuts text into pieces.</summary>
    protected internal abstract JsonObject PreTokenizer { get; }

    /// <summary>
    /// The <c>decoder</c> of <c>tokenizer.json</c>; null, the default, joins pieces by blanks.
    /// </summary>
    protected internal virtual JsonObject? Decoder => null;

    /// <summary>
    /// The <c>model</c> of <c>tokenizer.json</c>: how Hugging Face software turns pieces into tokens. Default: each piece is one,
    /// looked up in the vocabulary.
    /// </summary>
    protected internal virtual JsonObject Model => new()
    {
        ["type"] = "WordLevel",
        ["vocab"] = HuggingFaceFiles.VocabularyObject(Vocabulary),
        ["unk_token"] = Vocabulary.TokenOf(Vocabulary.Specials.Unknown),
    };
}
