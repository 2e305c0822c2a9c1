using System.Text;
using Cistron.Models.Bert;
using Cistron.Models.Heads;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;

namespace Cistron.Models.Tests.Parity;

/// <summary>From a sequence through k-mers and an imported model to its outputs, against Fixtures/dnabert.py.</summary>
public class DnabertParityTests
{
    /// <summary>Sums of at most 69 float32 products in another order, through two layers; a tenth of what users were promised.</summary>
    private const double Float32 = 1e-5;

    private static readonly KmerTokenizer Tokenizer = new(3, 1, Tail.Drop, Alphabet.Dna);

    [Fact]
    public void A_language_model_from_an_old_pickle_gives_the_states_and_logits_of_PyTorch()
    {
        using var fixture = new DnabertFixture();
        var shape = HuggingFaceConfig.Read(DnabertFixture.File("language/config.json")).Shape;
        var (model, import) = DnabertFixture.Load(DnabertFixture.Language, new MaskedLanguageModel(shape.Build()));

        Assert.Empty(import.Missing);
        Assert.Equal(["bert.pooler.dense.weight", "bert.pooler.dense.bias"], import.Unexpected);
        for (int i = 0; i < DnabertFixture.Sequences.Length; i++)
        {
            var batch = Batch(DnabertFixture.Sequences[i]);
            Tensor positions = Tensor.From<long>([.. Enumerable.Range(0, batch.Width).Select(t => (long)t)], batch.Width);
            TensorAssert.Close(fixture.Expected("language/hidden", i), model.Backbone.Forward(batch).Select(0, 0), Float32);
            TensorAssert.Close(fixture.Expected("language/logits", i), model.Forward(batch, positions), Float32);
        }
    }

    [Fact]
    public void A_classifier_gives_the_logits_of_PyTorch_also_in_a_padded_batch()
    {
        using var fixture = new DnabertFixture();
        var shape = HuggingFaceConfig.Read(DnabertFixture.File("classifier/config.json")).Shape;
        var (model, import) = DnabertFixture.Load(
            DnabertFixture.Classifier, new SequenceModel(shape.Build(), outputs: 3, Pooling.Cls, dropout: 0));

        Tensor together = model.Forward(Batch(DnabertFixture.Sequences));

        Assert.Empty(import.Missing);
        Assert.Empty(import.Unexpected);
        for (int i = 0; i < DnabertFixture.Sequences.Length; i++)
        {
            TensorAssert.Close(fixture.Expected("classifier/logits", i), model.Forward(Batch(DnabertFixture.Sequences[i])).Select(0, 0), Float32);
            TensorAssert.Close(fixture.Expected("classifier/logits", i), together.Select(0, i), Float32);
        }
    }

    private static TokenBatch Batch(params string[] sequences) => TokenBatch.From(
        [.. sequences.Select(sequence => Tokenizer.Frame(Encoding.ASCII.GetBytes(sequence), Framing.Both))],
        Tokenizer.Vocabulary.Specials.Padding, Device.Cpu);
}
