using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Tokenizers.Bpe;

namespace Cistron.Sequences.Tests.Formats.SentencePiece;

public sealed class SentencePieceModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pieces_keep_their_ids_and_are_merged_by_score()
    {
        var tokenizer = Read(PieceModels.Model(PieceModels.Small));
        List<int> ids = [];

        tokenizer.Encode("CATGCATTG"u8, ids);

        Assert.Equal([7, 6, 11, 5], ids);
        Assert.Equal(["T G", "C A", "CA TG"], tokenizer.Merges.Pairs.Select(pair => $"{tokenizer.Merges.Texts[pair.Left]} {tokenizer.Merges.Texts[pair.Right]}"));
    }

    [Fact]
    public void User_defined_pieces_are_tokens_without_bases()
    {
        Assert.Equal("CDS", Read(PieceModels.Model([.. PieceModels.Small, ("CDS", 0, 4)])).Vocabulary.TokenOf(12));
    }

    [Fact]
    public void Every_cut_of_a_model_is_refused_in_a_sentence()
    {
        byte[] model = PieceModels.Model(PieceModels.Small);

        for (int length = 0; length < model.Length; length++)
            Assert.Throws<InputException>(() => Read(model[..length]));
    }

    private BpeTokenizer Read(byte[] model)
    {
        string path = Path.Combine(_folder.Path, "bases.bpe");
        File.WriteAllBytes(path, model);
        return BpeFile.Read(path, Alphabet.Dna);
    }
}
