using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Tokenizers;
using Cistron.Sequences.Windows;

namespace Cistron.Models.Inference;

/// <summary>
/// Turns sequences of any length into rows that fit a model: whole where they fit, by an explicit rule where they do not.
/// </summary>
public sealed class SequenceEncoder
{
    private readonly Framing _framing;
    private readonly LongSequenceRule? _rule;
    private readonly int _contextTokens;

    /// <summary>An encoder for one model.</summary>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="shape">The shape of the model's backbone.</param>
    /// <param name="rule">What to do with longer sequences; null refuses them. Windows overlap by half.</param>
    public SequenceEncoder(Tokenizer tokenizer, BackboneConfiguration shape, LongSequenceRule? rule)
        : this(tokenizer, shape.ContextTokens, rule, shape.Framing)
    {
    }

    /// <summary>An encoder for rows of at most so many tokens, special tokens included.</summary>
    /// <inheritdoc cref="SequenceEncoder(Tokenizer, BackboneConfiguration, LongSequenceRule?)"/>
    public SequenceEncoder(
        Tokenizer tokenizer, int contextTokens, LongSequenceRule? rule, Framing framing = Framing.Both)
    {
        (Tokenizer, _framing, _rule) = (tokenizer, framing, rule);
        _contextTokens = contextTokens - framing.SpecialTokens();
        ContextBases = tokenizer.ContextBases(_contextTokens);
    }

    /// <summary>The model's tokenizer.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>The longest sequence that fits a row whole, whichever its bases are.</summary>
    public int ContextBases { get; }

    /// <summary>
    /// Whether a sequence fits a row whole; where tokens have different lengths, whether it does on both strands, because a task may
    /// read either.
    /// </summary>
    public bool Fits(ReadOnlySpan<byte> bases) =>
        bases.Length <= ContextBases || (!Tokenizer.IsRegular && MostTokens(bases) <= _contextTokens);

    /// <summary>
    /// The pieces of a sequence that the model sees. Where tokens have different lengths they are as many tokens as fit and begin
    /// and end where tokens of the whole sequence do, so that a piece has the tokens that it has there.
    /// </summary>
    /// <exception cref="InvalidOperationException">It does not fit, and no rule was chosen; see <see cref="Check"/>.</exception>
    public IReadOnlyList<Window> Cut(ReadOnlySpan<byte> bases)
    {
        if (bases.Length <= ContextBases)
            return [new Window(0, bases.Length)];
        var spans = Tokenizer.IsRegular ? null : Spans(bases);
        if (spans?.Count <= _contextTokens)
            return [new Window(0, bases.Length)];
        if (_rule is not { } rule)
            throw new InvalidOperationException($"{bases.Length} bases do not fit a context of {_contextTokens} tokens");
        int context = spans is null ? ContextBases : _contextTokens;
        var pieces = new LongSequence(rule, rule == LongSequenceRule.Windows ? context / 2 : 0).Cut(spans?.Count ?? bases.Length, context);
        return spans is null ? pieces : [.. pieces.Select(tokens => new Window(spans[tokens.Start].Start, spans[tokens.End - 1].End))];
    }

    /// <summary>Refuses a sequence that cannot be encoded, before any work is spent on it.</summary>
    /// <param name="bases">The sequence.</param>
    /// <param name="file">Its file, for the error.</param>
    /// <param name="line">Its line, for the error.</param>
    /// <exception cref="InputException">It is empty, or longer than the context without a rule for such sequences.</exception>
    public void Check(ReadOnlySpan<byte> bases, string file, long line)
    {
        if (bases.IsEmpty)
            throw new InputException(file, line, "the sequence is empty", "at least one base was expected",
                "remove the record or fill it in");
        if (_rule is null && !Fits(bases))
            throw new InputException(file, line,
                $"the sequence has {bases.Length:N0} bases" + (Tokenizer.IsRegular ? "" : $" in {MostTokens(bases):N0} tokens"),
                $"the model's context has {(Tokenizer.IsRegular ? ContextBases : _contextTokens):N0}",
                "choose what to do with long sequences: long=windows, keep_start, keep_middle or keep_end");
    }

    /// <summary>One row of ids, special tokens included.</summary>
    /// <param name="bases">The whole sequence: upper-case letters of the tokenizer's alphabet.</param>
    /// <param name="window">A piece that <see cref="Cut"/> gave.</param>
    public int[] Encode(ReadOnlySpan<byte> bases, Window window) =>
        Tokenizer.Frame(bases[window.Start..window.End], _framing);

    /// <summary>The same row with the bases that its tokens cover, counted from the start of the window.</summary>
    /// <inheritdoc cref="Encode"/>
    public SpannedRow EncodeSpanned(ReadOnlySpan<byte> bases, Window window)
    {
        List<TokenSpan> spans = [];
        int[] ids = Tokenizer.Frame(bases[window.Start..window.End], _framing, spans);
        return new SpannedRow(ids, spans, window.Length);
    }

    private int MostTokens(ReadOnlySpan<byte> bases) =>
        Math.Max(Spans(bases).Count, Spans(ReverseComplement.Of(bases, Tokenizer.Alphabet)).Count);

    private List<TokenSpan> Spans(ReadOnlySpan<byte> bases)
    {
        List<TokenSpan> spans = [];
        Tokenizer.Encode(bases, [], spans);
        return spans;
    }
}
