using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Tests.Tokenizers.Bpe;
using Cistron.Sequences.Tokenizers.Bpe;

namespace Cistron.Sequences.Tests.Formats.HuggingFace;

public class TokenizerJsonHostileInputs() : HostileInputs("tokenizer-json")
{
    protected override IReadOnlyList<byte[]> Examples =>
        [Encoding.UTF8.GetBytes(BpeFileTests.Dnabert2), Encoding.UTF8.GetBytes(BpeFileTests.Dnabert2.Replace("\"A A\"", "[\"A\",\"A\"]", StringComparison.Ordinal))];

    protected override void ReadAll(string path) => Assert.InRange(BpeFile.Read(path, Alphabet.Dna).Vocabulary.Count, 9, 1 << 20);
}
