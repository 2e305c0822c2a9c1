namespace Cistron.Sequences.Tokenizers;

/// <summary>
/// The tokens of a tokenizer, each at the place of its id: ids are dense from 0, no token stands twice, and the five
/// special tokens are among them. Immutable and safe for threads.
/// </summary>
public sealed class Vocabulary
{
    private readonly string[] _tokens;
    private readonly Dictionary<string, int> _ids;
    private int _ambiguousFrom = int.MaxValue;

    /// <summary>A vocabulary of <paramref name="tokens"/> in the order of their ids.</summary>
    /// <exception cref="ArgumentException">
    /// A token is empty, holds white space or stands twice, or a special token is missing.
    /// </exception>
    public Vocabulary(IEnumerable<string> tokens)
    {
        _tokens = [.. tokens];
        _ids = new Dictionary<string, int>(_tokens.Length);
        for (int id = 0; id < _tokens.Length; id++)
        {
            string token = _tokens[id];
            if (token.Length == 0 || token.Any(char.IsWhiteSpace))
                throw new ArgumentException(
                    $"Token {id} is empty or holds white space; vocab.txt has one word a line.", nameof(tokens));
            if (!_ids.TryAdd(token, id))
                throw new ArgumentException(
                    $"Token '{token}' stands at ids {_ids[token]} and {id}; a token has one id.", nameof(tokens));
        }
        int[] specials = [.. SpecialTokens.Names.Select(SpecialId)];
        Specials = new SpecialTokens(specials[0], specials[1], specials[2], specials[3], specials[4]);
    }

    /// <summary>
    /// A vocabulary in Cistron's own order: the five special tokens at ids 0 to 4, then <paramref name="pieces"/>.
    /// </summary>
    /// <exception cref="ArgumentException">As for the constructor.</exception>
    public static Vocabulary OfPieces(IEnumerable<string> pieces) => new([.. SpecialTokens.Names, .. pieces]);

    /// <summary>The same with tokens of ambiguity letters behind them, which are seen and never predicted.</summary>
    /// <inheritdoc cref="OfPieces(IEnumerable{string})"/>
    public static Vocabulary OfPieces(IReadOnlyCollection<string> pieces, IEnumerable<string> ambiguous) =>
        new([.. SpecialTokens.Names, .. pieces, .. ambiguous]) { _ambiguousFrom = SpecialTokens.Names.Count + pieces.Count };

    /// <summary>The tokens in the order of their ids.</summary>
    public IReadOnlyList<string> Tokens => _tokens;

    /// <summary>How many tokens there are; ids run from 0 to one less.</summary>
    public int Count => _tokens.Length;

    /// <summary>The ids of the special tokens.</summary>
    public SpecialTokens Specials { get; }

    /// <summary>The id of <paramref name="token"/>; that of <c>[UNK]</c> when the vocabulary does not have it.</summary>
    public int IdOf(string token) => _ids.GetValueOrDefault(token, Specials.Unknown);

    /// <summary>Whether a token can be asked for: it is not special, and no ambiguity letter.</summary>
    public bool IsDefinite(int id) => id < _ambiguousFrom && !Specials.Contains(id);

    /// <summary>The token with <paramref name="id"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No token has that id.</exception>
    public string TokenOf(int id) =>
        (uint)id < (uint)_tokens.Length
            ? _tokens[id]
            : throw new ArgumentOutOfRangeException(nameof(id), id, $"Ids of this vocabulary run from 0 to {Count - 1}.");

    private int SpecialId(string name) =>
        _ids.TryGetValue(name, out int id)
            ? id
            : throw new ArgumentException($"The vocabulary lacks the special token {name}.");
}
