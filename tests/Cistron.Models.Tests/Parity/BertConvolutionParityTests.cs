using Cistron.Models.Bert;
using Cistron.Models.Heads;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Torch.Weights;

namespace Cistron.Models.Tests.Parity;

/// <summary>Convolutions as the input and the output of an encoder against those of Fixtures/bert_convolution.py.</summary>
public class BertConvolutionParityTests
{
    /// <summary>As for the encoder on tokens: float32 products, added in another order, through two layers.</summary>
    private const double Float32 = 1e-5;

    /// <summary>The id of A; C, G and T follow.</summary>
    private const int FirstBase = 5;

    public static TheoryData<string> Cases => ["plain", "wide", "hidden", "bare"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Hidden_states_and_pooled_vectors_are_those_of_PyTorch(string name)
    {
        using var scope = new TensorScope();
        using var file = Open();
        var backbone = Fill(name, file).Backbone;
        var batch = Batch(file);

        Tensor hidden = backbone.Forward(batch);

        TensorAssert.Close(file.Load($"{name}/hidden"), hidden * backbone.States(batch).Mask().Unsqueeze(-1), Float32);
        foreach (var pooling in (Pooling[])[Pooling.Mean, Pooling.Cls, Pooling.Max])
            TensorAssert.Close(file.Load($"{name}/{$"{pooling}".ToLowerInvariant()}"), backbone.Pool(batch, pooling), Float32);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Logits_of_masked_bases_and_gradients_are_those_of_PyTorch(string name)
    {
        using var scope = new TensorScope();
        using var file = Open();
        var model = Fill(name, file);
        var batch = Batch(file);
        int mask = Sample.Letters.Vocabulary.Specials.Mask;
        long[] masked = [.. batch.Ids.ToArray<long>().Index().Where(id => id.Item == mask).Select(id => (long)id.Index)];
        long[] labels = [.. file.Load("labels").ToArray<long>().Select(place => place + FirstBase)];

        Tensor logits = model.Forward(batch, Tensor.From<long>(masked, masked.Length));
        logits.CrossEntropyLoss(Tensor.From<long>(labels, labels.Length)).Backward();

        Assert.Equal([labels.Length, LetterTokenizer.VocabularySize], logits.Shape);
        TensorAssert.Close(file.Load($"{name}/logits"), logits.Slice(1, FirstBase, FirstBase + 4), Float32);
        float[] others = [.. TensorAssert.Values(logits.Slice(1, 0, FirstBase)), .. TensorAssert.Values(logits.Slice(1, FirstBase + 4, 20))];
        Assert.All(others, logit => Assert.Equal(float.NegativeInfinity, logit));
        var parameters = model.Parameters().ToDictionary();
        string prefix = $"{name}/gradient/";
        foreach (string gradient in file.Names.Where(n => n.StartsWith(prefix, StringComparison.Ordinal)))
            TensorAssert.Close(file.Load(gradient), parameters[gradient[prefix.Length..]].Value.Grad!, Float32);
    }

    private static SafeTensorsFile Open() =>
        SafeTensorsFile.Open(Path.Combine(AppContext.BaseDirectory, "Fixtures", "bert_convolution.safetensors"));

    private static MaskedLanguageModel Fill(string name, SafeTensorsFile file)
    {
        var convolution = name switch
        {
            "plain" => new BertConvolution { KernelBases = 6 },
            "wide" => new BertConvolution { KernelBases = 3, Kernels = 40, Relu = false, OutputRelu = true },
            "hidden" => new BertConvolution { KernelBases = 6, HiddenKernels = 10, InputLinear = true },
            _ => new BertConvolution { KernelBases = 4, OutputLinear = false },
        };
        // Positions for twenty hidden states.
        var shape = BertFixture.Shape(PositionEncoding.Learned, Normalization.Post, Activation.Gelu) with
        {
            Convolution = convolution,
            VocabularySize = LetterTokenizer.VocabularySize,
            ContextTokens = 1 + 19 * convolution.KernelBases,
        };
        var model = new MaskedLanguageModel(shape.Build());
        foreach (var (parameter, values) in model.Parameters().Where(p => p.Value.IsLearned))
            values.Assign(file.Load(file.Names.Contains($"{name}/weights/{parameter}") ? $"{name}/weights/{parameter}" : $"weights/{parameter}"));
        return model;
    }

    private static TokenBatch Batch(SafeTensorsFile file)
    {
        Tensor letters = file.Load("letters");
        int width = (int)letters.Size(1);
        return Sample.LetterBatch([.. letters.ToArray<long>().Chunk(width)
            .Select(row => new string([.. row.TakeWhile(code => code > 0).Select(code => (char)code)]))]);
    }
}
