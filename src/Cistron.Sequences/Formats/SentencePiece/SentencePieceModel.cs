using System.Text;

namespace Cistron.Sequences.Formats.SentencePiece;

/// <summary>What a piece is for, as <c>sentencepiece_model.proto</c> numbers it.</summary>
internal enum PieceKind
{
    Normal = 1,
    Unknown = 2,
    Control = 3,
    UserDefined = 4,
    Unused = 5,
    Byte = 6,
}

/// <summary>A piece of a SentencePiece model.</summary>
/// <param name="Text">Its letters, or its name.</param>
/// <param name="Score">Pieces of higher scores are merged first.</param>
/// <param name="Kind">What it is for.</param>
internal sealed record SentencePiece(string Text, float Score, PieceKind Kind);

/// <summary>
/// A BPE model that SentencePiece trained, which lncRNA-BERT calls <c>.bpe</c> and others <c>.model</c>: pieces by id, and the ids
/// of those with a part to play, −1 for none.
/// </summary>
internal sealed record SentencePieceModel(IReadOnlyList<SentencePiece> Pieces, int Begin, int End, int Padding)
{
    private const long LongestFile = 1 << 26;
    private const int MostPieces = 1 << 17;
    private const int LongestPiece = 128;
    private const int Bpe = 2;

    // Normalizations that leave upper-case ASCII letters alone.
    private static readonly string[] Harmless = ["", "identity", "nfkc", "nmt_nfkc"];

    /// <summary>Reads a model.</summary>
    /// <exception cref="InputException">The file is no such model, or one that changes sequences before it cuts them.</exception>
    public static SentencePieceModel Read(string path)
    {
        using FileStream stream = TextSource.OpenFile(path);
        if (stream.Length > LongestFile)
            throw Fault(path, $"the file has {stream.Length:N0} bytes, more than {LongestFile:N0}");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        try
        {
            return Read(path, bytes);
        }
        catch (FormatException fault)
        {
            throw Fault(path, fault.Message, fault);
        }
    }

    private static SentencePieceModel Read(string path, ReadOnlySpan<byte> bytes)
    {
        List<SentencePiece> pieces = [];
        // What the format's description gives for a field that is not there.
        int begin = 1, end = 2, padding = -1, kind = 1;
        bool hasPrefix = true;
        string normalization = "";
        var model = new ProtobufReader(bytes);
        while (model.Next())
        {
            var part = new ProtobufReader(model.Bytes);
            switch (model.Field)
            {
                case 1 when pieces.Count == MostPieces:
                    throw new FormatException($"there are more than {MostPieces:N0} pieces");
                case 1:
                    pieces.Add(Piece(part, pieces.Count));
                    break;
                case 2:
                    while (part.Next())
                        (kind, begin, end, padding) = part.Field switch
                        {
                            3 => ((int)part.Number, begin, end, padding),
                            41 => (kind, (int)part.Number, end, padding),
                            42 => (kind, begin, (int)part.Number, padding),
                            43 => (kind, begin, end, (int)part.Number),
                            _ => (kind, begin, end, padding),
                        };
                    break;
                case 3:
                    while (part.Next())
                        (normalization, hasPrefix) = part.Field switch
                        {
                            1 => (Encoding.UTF8.GetString(part.Bytes), hasPrefix),
                            3 => (normalization, part.Number != 0),
                            _ => (normalization, hasPrefix),
                        };
                    break;
            }
        }
        if (pieces.Count == 0)
            throw new FormatException("there are no pieces");
        if (kind != Bpe)
            throw new InputException(path, null, "the model is none of byte pairs", "a model of SentencePiece's type 'bpe' was expected",
                "train it with --model_type=bpe");
        if (hasPrefix)
            throw new InputException(path, null, "the model sets a blank before each sequence",
                "a model that cuts sequences as they are was expected", "train it with --add_dummy_prefix=false");
        if (!Harmless.Contains(normalization))
            throw new InputException(path, null, $"the model changes letters by {InputException.Quote(normalization)}",
                "a model that cuts sequences as they are was expected", "train it with --normalization_rule_name=identity");
        return new SentencePieceModel(pieces, begin, end, padding);
    }

    private static SentencePiece Piece(ProtobufReader fields, int id)
    {
        string text = "";
        float score = 0;
        var kind = PieceKind.Normal;
        while (fields.Next())
            (text, score, kind) = fields.Field switch
            {
                1 when fields.Bytes.Length > LongestPiece => throw new FormatException($"the piece with id {id} has more than {LongestPiece} letters"),
                1 => (Encoding.UTF8.GetString(fields.Bytes), score, kind),
                2 => (text, fields.Single, kind),
                3 => (text, score, (PieceKind)fields.Number),
                _ => (text, score, kind),
            };
        if (!Enum.IsDefined(kind))
            throw new FormatException($"the piece with id {id} is of a kind that there is not");
        if (!float.IsFinite(score))
            throw new FormatException($"the score of the piece with id {id} is no number");
        if (kind is PieceKind.Byte or PieceKind.Unused)
            throw new FormatException($"the piece with id {id} is {(kind == PieceKind.Byte ? "a byte" : "unused")}, which pieces of bases are not");
        return new SentencePiece(text, score, kind);
    }

    private static InputException Fault(string path, string found, Exception? inner = null) => new(path, null, found,
        "a model of byte pairs was expected, as SentencePiece or Hugging Face's tokenizers save it", "check that this is the right file", inner);
}
