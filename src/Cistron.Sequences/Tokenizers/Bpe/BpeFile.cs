using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.HuggingFace;
using Cistron.Sequences.Formats.SentencePiece;

namespace Cistron.Sequences.Tokenizers.Bpe;

/// <summary>
/// A trained tokenizer in a file: a <c>tokenizer.json</c> of Hugging Face's tokenizers, which Cistron writes too, or a model of
/// SentencePiece. The content decides, not the name. Ids and tokens stay as the file has them; only the special tokens get their names.
/// </summary>
public static class BpeFile
{
    // What files call the five special tokens.
    private static readonly (string Name, string[] Others)[] Names =
    [
        ("[PAD]", ["<pad>"]), ("[UNK]", ["<unk>"]), ("[CLS]", ["<s>", "<cls>"]), ("[SEP]", ["</s>", "<sep>"]), ("[MASK]", ["<mask>", "MASK"]),
    ];

    /// <summary>Reads a tokenizer.</summary>
    /// <param name="path">The file.</param>
    /// <param name="alphabet">DNA or RNA, for whose bases there must be tokens.</param>
    /// <exception cref="InputException">The file is no such tokenizer.</exception>
    public static BpeTokenizer Read(string path, Alphabet alphabet)
    {
        try
        {
            return IsJson(path) ? FromJson(path, alphabet) : FromPieces(path, alphabet);
        }
        catch (FormatException fault)
        {
            throw new InputException(path, null, fault.Message, $"a trained tokenizer of {alphabet} was expected", "check that this is the right file", fault);
        }
    }

    private static bool IsJson(string path)
    {
        using FileStream file = TextSource.OpenFile(path);
        int first;
        do
            first = file.ReadByte();
        while (first is ' ' or '\t' or '\r' or '\n');
        return first == '{';
    }

    private static BpeTokenizer FromJson(string path, Alphabet alphabet)
    {
        var file = TokenizerJson.Read(path);
        int unknown = file.Tokens.ToList().IndexOf(file.Unknown);
        if (unknown < 0)
            throw new FormatException($"the unk_token {InputException.Quote(file.Unknown)} is no token");
        return new BpeParts(Named(file.Tokens, [("[UNK]", unknown)]), file.Merges)
            .Build(alphabet, file.FusesUnknown ? UnknownLetters.Together : UnknownLetters.OneByOne);
    }

    private static BpeTokenizer FromPieces(string path, Alphabet alphabet)
    {
        var model = SentencePieceModel.Read(path);
        var tokens = Named([.. model.Pieces.Select(piece => piece.Text)],
        [
            ("[UNK]", model.Pieces.ToList().FindIndex(piece => piece.Kind == PieceKind.Unknown)),
            ("[CLS]", model.Begin), ("[SEP]", model.End), ("[PAD]", model.Padding),
        ]);
        var pieces = model.Pieces.Where(piece => piece.Kind == PieceKind.Normal && piece.Text.All(char.IsAscii))
            .OrderByDescending(piece => piece.Score).Select(piece => piece.Text);
        return new BpeParts(tokens, PieceMerges.Of([.. pieces])).Build(alphabet, UnknownLetters.Together);
    }

    /// <summary>
    /// The tokens with the names of the five special ones: where they stand already, at the ids that the file gives them, or by the
    /// names that others use; behind the last token where there is none.
    /// </summary>
    private static List<string> Named(IReadOnlyList<string> tokens, (string Name, int Id)[] given)
    {
        List<string> named = [.. tokens];
        foreach (var (name, others) in Names)
        {
            if (named.Contains(name))
                continue;
            int id = given.Where(role => role.Name == name && role.Id >= 0 && role.Id < tokens.Count).Select(role => role.Id).FirstOrDefault(-1);
            if (id < 0)
                id = others.Select(other => named.IndexOf(other)).FirstOrDefault(found => found >= 0, -1);
            if (id >= 0)
                named[id] = name;
            else
                named.Add(name);
        }
        return named;
    }
}
