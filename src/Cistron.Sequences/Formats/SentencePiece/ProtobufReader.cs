using System.Buffers.Binary;

namespace Cistron.Sequences.Formats.SentencePiece;

/// <summary>
/// Walks through the fields of one Protocol Buffers message, in the binary encoding that the language guide describes. Nothing is
/// taken for true: a length beyond the message or a number without an end is a fault.
/// </summary>
/// <param name="message">The message's bytes.</param>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private const int LongestVarint = 10;

    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The number of the field that <see cref="Next"/> came to.</summary>
    public int Field { get; private set; }

    /// <summary>A field that is a whole number or a truth value.</summary>
    public long Number { get; private set; }

    /// <summary>A field that is a text or a message of its own.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>A field that is a number of single precision.</summary>
    public float Single { get; private set; }

    /// <summary>Goes to the next field; false at the end.</summary>
    /// <exception cref="FormatException">The message is damaged.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty)
            return false;
        ulong tag = Varint();
        if (tag >> 3 is 0 or > 0x1FFFFFFF)
            throw new FormatException("a field has no valid number");
        Field = (int)(tag >> 3);
        (Number, Single) = (0, 0);
        Bytes = [];
        switch (tag & 7)
        {
            case 0:
                Number = (long)Varint();
                break;
            case 1:
                Take(sizeof(long));
                break;
            case 2:
                ulong length = Varint();
                Bytes = Take(length <= (ulong)_rest.Length ? (int)length : throw Cut());
                break;
            case 5:
                Single = BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));
                break;
            default:
                throw new FormatException("a field is of a kind that there is not");
        }
        return true;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
            throw Cut();
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int i = 0; i < LongestVarint; i++)
        {
            byte part = Take(1)[0];
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
                return value;
        }
        throw new FormatException("a number has no end");
    }

    private static FormatException Cut() => new("a field goes on beyond the end");
}
