using System.Text;
using System.Text.Json.Nodes;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Sequences.Tokenizers.Bpe;

namespace Cistron.Sequences.Tests.Tokenizers.Bpe;

public sealed class BpeFileTests : IDisposable
{
    /// <summary>DNABERT-2's layout with the first of its merges.</summary>
    internal const string Dnabert2 = """
        {"version": "1.0", "truncation": null, "padding": null,
         "added_tokens": [
           {"id": 0, "special": true, "content": "[UNK]", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false},
           {"id": 1, "special": true, "content": "[CLS]", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false},
           {"id": 2, "special": true, "content": "[SEP]", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false},
           {"id": 3, "special": true, "content": "[PAD]", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false},
           {"id": 4, "special": true, "content": "[MASK]", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false}],
         "normalizer": null, "pre_tokenizer": {"type": "Whitespace"},
         "post_processor": {"type": "TemplateProcessing",
           "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
           "pair": [], "special_tokens": {}},
         "decoder": null,
         "model": {"type": "BPE", "dropout": null, "unk_token": "[UNK]", "continuing_subword_prefix": null, "end_of_word_suffix": null,
           "fuse_unk": false,
           "vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "[PAD]": 3, "[MASK]": 4, "A": 5, "C": 6, "G": 7, "T": 8,
             "AA": 9, "TT": 10, "TG": 11, "CA": 12, "CATG": 13, "TTTT": 14},
           "merges": ["A A", "T T", "T G", "C A", "CA TG", "TT TT"]}}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_tokenizer_in_the_layout_of_dnabert2_keeps_its_ids()
    {
        var tokenizer = BpeFile.Read(_folder.Write("tokenizer.json", Dnabert2), Alphabet.Dna);

        Assert.Equal(new SpecialTokens(Padding: 3, Unknown: 0, Classification: 1, Separator: 2, Mask: 4), tokenizer.Vocabulary.Specials);
        Assert.Equal([9, 5, 0, 13, 10, 7, 14, 10, 8], Encode(tokenizer, "AAANCATGTTGTTTTTTT"));
    }

    [Theory]
    [InlineData("\"A A\", \"T T\"", "[\"A\", \"A\"], [\"T\", \"T\"]")]
    [InlineData("\"type\": \"BPE\", ", "")]
    [InlineData("{\"type\": \"Whitespace\"}", "null")]
    public void Older_and_newer_files_say_the_same_otherwise(string part, string other)
    {
        string path = _folder.Write("tokenizer.json", Dnabert2.Replace(part, other, StringComparison.Ordinal));

        Assert.Equal([9, 5, 0, 13], Encode(BpeFile.Read(path, Alphabet.Dna), "AAANCATG"));
    }

    [Fact]
    public void Special_tokens_by_other_names_get_their_own_and_missing_ones_come_last()
    {
        string json = Dnabert2.Replace("[CLS]", "<s>", StringComparison.Ordinal).Replace("[SEP]", "</s>", StringComparison.Ordinal)
            .Replace("[UNK]", "oov", StringComparison.Ordinal).Replace("[MASK]", "B", StringComparison.Ordinal);

        var tokenizer = BpeFile.Read(_folder.Write("tokenizer.json", json), Alphabet.Dna);

        Assert.Equal(new SpecialTokens(Padding: 3, Unknown: 0, Classification: 1, Separator: 2, Mask: 15), tokenizer.Vocabulary.Specials);
    }

    [Fact]
    public void What_is_written_is_read_as_the_same()
    {
        for (int round = 0; round < 20; round++)
        {
            var tokenizer = BpeTokenizer.Of(BpeDraws.Merges(RandomStream.For(8, "files", round), 30 + 10 * round), Alphabet.Dna);
            TokenizerFolder.Save(tokenizer, _folder.Path, contextTokens: 512);

            var read = BpeFile.Read(Path.Combine(_folder.Path, "tokenizer.json"), Alphabet.Dna);

            Assert.Equal(tokenizer.Fingerprint, read.Fingerprint);
        }
    }

    [Fact]
    public void What_is_written_has_the_stages_that_other_software_needs()
    {
        TokenizerFolder.Save(BpeTokenizer.Of(new BpeMerges("ACGT", [(3, 2), (1, 0), (5, 4)]), Alphabet.Dna), _folder.Path, contextTokens: 512);

        JsonNode json = JsonNode.Parse(File.ReadAllText(Path.Combine(_folder.Path, "tokenizer.json")))!;

        Assert.Equal("Whitespace", (string?)json["pre_tokenizer"]!["type"]);
        Assert.Equal("BPE", (string?)json["model"]!["type"]);
        Assert.Equal("[UNK]", (string?)json["model"]!["unk_token"]);
        Assert.Equal(["T G", "C A", "CA TG"], json["model"]!["merges"]!.AsArray().Select(merge => (string?)merge));
        Assert.Equal(11, (int)json["model"]!["vocab"]!["CATG"]!);
    }

    [Fact]
    public void A_model_of_SentencePiece_gives_the_ids_that_SentencePiece_gives()
    {
        var tokenizer = BpeFile.Read(Fixture("bases.bpe"), Alphabet.Dna);

        Assert.Equal(300, tokenizer.Vocabulary.Count);
        Assert.Equal(new SpecialTokens(Padding: 3, Unknown: 4, Classification: 1, Separator: 2, Mask: 0), tokenizer.Vocabulary.Specials);
        string[] rows = [.. File.ReadLines(Fixture("bases.tsv")).Skip(1)];
        Assert.Equal(240, rows.Length);
        Assert.All(rows, row => Assert.Equal(row.Split('\t')[1], string.Join(' ', Encode(tokenizer, row.Split('\t')[0]))));
    }

    // tokenizers.js beside the fixtures checks that Hugging Face's software gives those ids too, with bases.json.
    [Fact]
    public void A_model_of_SentencePiece_is_written_as_the_file_that_Hugging_Face_s_software_was_given()
    {
        TokenizerFolder.Save(BpeFile.Read(Fixture("bases.bpe"), Alphabet.Dna), _folder.Path, contextTokens: 512);

        string written = Path.Combine(_folder.Path, "tokenizer.json");
        Assert.Equal(File.ReadAllText(Fixture("bases.json")), File.ReadAllText(written));
    }

    [Fact]
    public void A_base_without_a_token_is_told()
    {
        var fault = Assert.Throws<InputException>(() => BpeFile.Read(Fixture("bases.bpe"), Alphabet.Rna));

        Assert.Contains("no token for the rna base U; a trained tokenizer of rna was expected", fault.Message, StringComparison.Ordinal);
    }

    internal static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    private static List<int> Encode(BpeTokenizer tokenizer, string bases)
    {
        List<int> ids = [];
        tokenizer.Encode(Encoding.ASCII.GetBytes(bases), ids);
        return ids;
    }
}
