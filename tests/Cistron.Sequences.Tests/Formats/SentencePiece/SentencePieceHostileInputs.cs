using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Tests.Tokenizers.Bpe;
using Cistron.Sequences.Tokenizers.Bpe;

namespace Cistron.Sequences.Tests.Formats.SentencePiece;

public class SentencePieceHostileInputs() : HostileInputs("sentencepiece")
{
    protected override IReadOnlyList<byte[]> Examples =>
        [PieceModels.Model(PieceModels.Small), File.ReadAllBytes(BpeFileTests.Fixture("bases.bpe"))];

    protected override void ReadAll(string path) => Assert.InRange(BpeFile.Read(path, Alphabet.Dna).Vocabulary.Count, 9, 1 << 20);
}
