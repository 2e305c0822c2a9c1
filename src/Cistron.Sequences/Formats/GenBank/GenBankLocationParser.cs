using System.Globalization;
using System.Text;
using Cistron.Sequences.Annotations;
using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Formats.GenBank;

/// <summary>Reads one <see cref="GenBankLocation"/>.</summary>
/// <param name="text">The location, without white space.</param>
/// <param name="sequence">The sequence that it is on.</param>
/// <param name="length">How long that is; null when unknown.</param>
/// <param name="isCircular">Whether its last base is followed by its first.</param>
/// <param name="fault">Makes the error of what was found and what was expected.</param>
internal sealed class GenBankLocationParser(
    string text, string sequence, long? length, bool isCircular, Func<string, string, InputException> fault)
{
    private const int DeepestNesting = 16;
    private const int MostParts = 1 << 16;
    private const string Forms =
        "places are such as 5..20, <1..9, complement(8..20) or join(1..5,8..10), counted from 1";

    private int _next;
    private int _remoteParts;

    /// <summary>The location.</summary>
    /// <exception cref="InputException">The text is no location, or lies beyond the sequence.</exception>
    public GenBankLocation Read()
    {
        List<Span> spans = ReadLocation(depth: 0);
        if (_next < text.Length)
            throw Wrong();
        // Each strand reads its parts in its own direction.
        if (spans.TrueForAll(span => span.IsReverse))
            spans.Reverse();
        long start = spans.Count > 0 ? spans.Min(span => span.Start) : 0;
        long end = spans.Count > 0 ? spans.Max(span => span.End) : 0;
        return new GenBankLocation(
            [.. spans.Select(span => new FeaturePart(
                new Interval(sequence, span.Start, span.End, span.IsReverse ? Strand.Reverse : Strand.Forward)))],
            spans.Exists(span => span.IsOpenAtStart && span.Start == start),
            spans.Exists(span => span.IsOpenAtEnd && span.End == end),
            _remoteParts);
    }

    private List<Span> ReadLocation(int depth)
    {
        if (depth > DeepestNesting)
            throw Wrong();
        string word = ReadWhile(
            letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' || (letter == '.' && !IsRange()));
        if (word.Length == 0 || char.IsAsciiDigit(word[0]))
        {
            _next -= word.Length;
            return ReadSpan();
        }
        if (TryTake(':'))
        {
            _remoteParts++;
            ReadSpan(isRemote: true);
            return [];
        }
        if (!TryTake('('))
            throw Wrong();
        if (word is not ("complement" or "join" or "order"))
            throw fault($"the location has the operator {InputException.Quote(word)}",
                "complement, join and order can be read");
        List<Span> spans = ReadLocation(depth + 1);
        while (word != "complement" && TryTake(','))
        {
            spans.AddRange(ReadLocation(depth + 1));
            if (spans.Count > MostParts)
                throw fault("the location has too many parts",
                    string.Create(CultureInfo.InvariantCulture, $"at most {MostParts:N0} can be read"));
        }
        if (!TryTake(')'))
            throw Wrong();
        if (word == "complement")
        {
            spans.Reverse();
            for (int i = 0; i < spans.Count; i++)
                spans[i] = spans[i] with { IsReverse = !spans[i].IsReverse };
        }
        return spans;
    }

    // One stretch, or two when it runs across the origin.
    private List<Span> ReadSpan(bool isRemote = false)
    {
        bool isOpenAtStart = TryTake('<');
        bool isAfter = TryTake('>');
        long first = ReadPosition();
        if (TryTake('^'))
        {
            long next = ReadPosition();
            bool isSite = next == first + 1 || (next == 1 && first == length);
            if (!isSite || first > length || isOpenAtStart || isAfter)
                throw Wrong();
            return [new Span(first, first, false, false, false)];
        }
        bool isRange = text.AsSpan(_next).StartsWith("..");
        long last = first;
        bool isOpenAtEnd = isAfter;
        if (isRange)
        {
            _next += 2;
            isOpenAtStart |= TryTake('<');
            isOpenAtEnd |= TryTake('>');
            last = ReadPosition();
        }
        if (isRemote)
            return [];
        if (Math.Max(first, last) > length)
            throw fault(string.Create(CultureInfo.InvariantCulture, $"the location ends at {Math.Max(first, last)}"),
                string.Create(CultureInfo.InvariantCulture, $"the sequence has {length} bases, counted from 1"));
        // 1-based with the last base included becomes 0-based and half-open.
        if (last >= first)
            return [new Span(first - 1, last, false, isOpenAtStart, isOpenAtEnd)];
        if (isCircular && length is { } whole)
            return [new Span(first - 1, whole, false, false, false), new Span(0, last, false, false, false)];
        throw fault(string.Create(CultureInfo.InvariantCulture, $"the location {first}..{last} ends before it starts"),
            "GenBank counts from 1 on the strand that is in the file, whatever strand a feature lies on");
    }

    private long ReadPosition()
    {
        string digits = ReadWhile(char.IsAsciiDigit);
        return Position.TryParse(Encoding.ASCII.GetBytes(digits), out long position) && position > 0
            ? position
            : throw Wrong();
    }

    private string ReadWhile(Func<char, bool> belongs)
    {
        int start = _next;
        while (_next < text.Length && belongs(text[_next]))
            _next++;
        return text[start.._next];
    }

    private bool IsRange() => text.AsSpan(_next).StartsWith("..");

    private bool TryTake(char letter)
    {
        bool isThere = _next < text.Length && text[_next] == letter;
        _next += isThere ? 1 : 0;
        return isThere;
    }

    private InputException Wrong() => fault($"the location {InputException.Quote(text)} cannot be read", Forms);

    private readonly record struct Span(long Start, long End, bool IsReverse, bool IsOpenAtStart, bool IsOpenAtEnd);
}
