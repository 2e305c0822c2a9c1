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
    private readonly LongSequence? _long;

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
        (Tokenizer, _framing) = (tokenizer, framing);
        ContextBases = tokenizer.ContextBases(contextTokens - framing.SpecialTokens());
        _long = rule is { } given
            ? new LongSequence(given, given == LongSequenceRule.Windows ? ContextBases / 2 : 0)
            : null;
    }

    /// <summary>The model's tokenizer.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>The longest sequence that fits a row whole.</summary>
    public int ContextBases { get; }

    /// <summary>The pieces of a sequence that the model sees.</summary>
    /// <exception cref="InvalidOperationException">It does not fit, and no rule was chosen; see <see cref="Check"/>.</exception>
    public IReadOnlyList<Window> Cut(int bases)
    {
        if (bases <= ContextBases)
            return [new Window(0, bases)];
        return _long?.Cut(bases, ContextBases)
               ?? throw new InvalidOperationException($"{bases} bases do not fit a context of {ContextBases}");
    }

    /// <summary>Refuses a sequence that cannot be encoded, before any work is spent on it.</summary>
    /// <param name="bases">Bases of the sequence.</param>
    /// <param name="file">Its file, for the error.</param>
    /// <param name="line">Its line, for the error.</param>
    /// <exception cref="InputException">It is empty, or longer than the context without a rule for such sequences.</exception>
    public void Check(int bases, string file, long line)
    {
        if (bases == 0)
            throw new InputException(file, line, "the sequence is empty", "at least one base was expected",
                "remove the record or fill it in");
        if (bases > ContextBases && _long is null)
            throw new InputException(file, line, $"the sequence has {bases:N0} bases",
                $"the model's context has {ContextBases:N0}",
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
}
