using System.Text;

namespace Cistron.Sequences.Tests.Formats.SentencePiece;

/// <summary>Models of SentencePiece, written field by field.</summary>
internal static class PieceModels
{
    public static readonly (string Text, float Score, int Kind)[] Small =
    [
        ("MASK", 0, 3), ("<s>", 0, 3), ("</s>", 0, 3), ("<pad>", 0, 3), ("<unk>", 0, 2), ("TG", 0, 1), ("CA", -1, 1), ("CATG", -2, 1),
        ("A", -3, 1), ("C", -4, 1), ("G", -5, 1), ("T", -6, 1),
    ];

    public static byte[] Model((string Text, float Score, int Kind)[] pieces, int type = 2, bool prefix = false, string normalization = "identity") =>
    [
        .. pieces.SelectMany(piece => Message(1, [.. Message(1, Encoding.UTF8.GetBytes(piece.Text)), 0x15, .. BitConverter.GetBytes(piece.Score), 0x18, (byte)piece.Kind])),
        .. Message(2, [0x18, (byte)type, .. Number(41, 1), .. Number(42, 2), .. Number(43, 3)]),
        .. Message(3, [.. Message(1, Encoding.UTF8.GetBytes(normalization)), 0x18, (byte)(prefix ? 1 : 0)]),
    ];

    private static byte[] Message(int field, byte[] content) => [(byte)(field << 3 | 2), (byte)content.Length, .. content];

    // A field above 15 has a tag of two bytes.
    private static byte[] Number(int field, byte value) => [(byte)((field << 3) & 0x7F | 0x80), (byte)(field >> 4), value];
}
