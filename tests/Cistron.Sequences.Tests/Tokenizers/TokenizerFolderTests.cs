using System.Text.Json;
using System.Text.Json.Nodes;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Tokenizers;

namespace Cistron.Sequences.Tests.Tokenizers;

public sealed class TokenizerFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_saved_tokenizer_loads_as_the_same()
    {
        var tokenizer = new KmerTokenizer(3, 2, Tail.Unknown, Alphabet.Dna);

        TokenizerFolder.Save(tokenizer, _folder.Path, contextTokens: 512);
        Tokenizer loaded = Load(tokenizer);

        Assert.Equal(tokenizer.Fingerprint, loaded.Fingerprint);
    }

    [Fact]
    public void A_folder_holds_the_four_files_and_nothing_unfinished()
    {
        TokenizerFolder.Save(new KmerTokenizer(1, 1, Tail.Drop, Alphabet.Dna), _folder.Path, contextTokens: 512);

        string[] names = [.. Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];

        Assert.Equal(["special_tokens_map.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt"], names);
    }

    [Fact]
    public void The_vocabulary_has_one_token_a_line_in_the_order_of_ids()
    {
        TokenizerFolder.Save(new KmerTokenizer(1, 1, Tail.Drop, Alphabet.Dna), _folder.Path, contextTokens: 512);

        Assert.Equal("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nA\nT\nC\nG\n", File.ReadAllText(VocabularyPath));
    }

    [Theory]
    [InlineData("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nA\nC\nG\nT\n", 7, "has 'C'", "has 'T' here")]
    [InlineData("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nA\nT\nC\n", 9, "has the end of the file", "has 'G' here")]
    [InlineData("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nA\nT\nC\nG\nN\n", 10, "has 'N'", "has the end here")]
    [InlineData("", 1, "has the end of the file", "has '[PAD]' here")]
    public void The_first_line_that_disagrees_with_the_model_is_named(string text, int line, string found, string expected)
    {
        var tokenizer = new KmerTokenizer(1, 1, Tail.Drop, Alphabet.Dna);
        _folder.Write("vocab.txt", text);

        var fault = Assert.Throws<InputException>(() => Load(tokenizer));

        Assert.Equal((VocabularyPath, (long)line), (fault.File, fault.Line!.Value));
        Assert.Contains(found, fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_ends_of_another_system_are_no_disagreement()
    {
        _folder.Write("vocab.txt", "[PAD]\r\n[UNK]\r\n[CLS]\r\n[SEP]\r\n[MASK]\r\nA\r\nT\r\nC\r\nG");

        Tokenizer loaded = Load(new KmerTokenizer(1, 1, Tail.Drop, Alphabet.Dna));

        Assert.Equal(9, loaded.Vocabulary.Count);
    }

    [Fact]
    public void A_missing_vocabulary_is_named()
    {
        var fault = Assert.Throws<InputException>(() => Load(new KmerTokenizer(1, 1, Tail.Drop, Alphabet.Dna)));

        Assert.Equal(VocabularyPath, fault.File);
    }

    [Fact]
    public void The_configuration_says_how_long_a_row_may_be()
    {
        TokenizerFolder.Save(new KmerTokenizer(1, 1, Tail.Drop, Alphabet.Dna), _folder.Path, contextTokens: 130);

        JsonNode configuration = Parse("tokenizer_config.json");

        Assert.Equal(130, (int)configuration["model_max_length"]!);
        Assert.Equal("[MASK]", (string?)configuration["mask_token"]);
        Assert.Equal("[PAD]", (string?)Parse("special_tokens_map.json")["pad_token"]);
    }

    [Theory]
    [InlineData(1, 1, Tail.Shift, """{"type":"Split","pattern":{"Regex":"."},"behavior":"Isolated","invert":false}""")]
    [InlineData(3, 3, Tail.Unknown, """{"type":"Split","pattern":{"Regex":".{1,3}"},"behavior":"Isolated","invert":false}""")]
    [InlineData(3, 3, Tail.Drop, """{"type":"Split","pattern":{"Regex":".{3}"},"behavior":"Removed","invert":true}""")]
    [InlineData(3, 3, Tail.Shift, """{"type":"WhitespaceSplit"}""")]
    [InlineData(3, 1, Tail.Drop, """{"type":"WhitespaceSplit"}""")]
    public void Pieces_that_overlap_are_left_to_the_blanks_and_others_are_cut_by_a_pattern(
        int k, int stride, Tail tail, string preTokenizer)
    {
        TokenizerFolder.Save(new KmerTokenizer(k, stride, tail, Alphabet.Dna), _folder.Path, contextTokens: 512);

        Assert.Equal(preTokenizer, Parse("tokenizer.json")["pre_tokenizer"]!.ToJsonString());
    }

    private string VocabularyPath => Path.Combine(_folder.Path, "vocab.txt");

    private Tokenizer Load(KmerTokenizer described) => TokenizerFolder.Load(
        _folder.Path, JsonSerializer.SerializeToElement(described.ToJson()), "cistron.json");

    private JsonNode Parse(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(_folder.Path, name)))!;
}
