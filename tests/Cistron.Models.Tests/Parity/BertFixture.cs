using System.Text.Json;
using Cistron.Models.Bert;
using Cistron.Torch;
using Cistron.Torch.Modules;
using Cistron.Torch.Weights;

namespace Cistron.Models.Tests.Parity;

/// <summary>What Fixtures/bert.py wrote: one set of weights and a padded batch, and PyTorch's results for each case.</summary>
internal sealed class BertFixture : IDisposable
{
    private readonly SafeTensorsFile _file =
        SafeTensorsFile.Open(Path.Combine(AppContext.BaseDirectory, "Fixtures", "bert.safetensors"));

    private readonly TensorScope _scope = new();

    public static BertConfiguration Shape(
        PositionEncoding position, Normalization normalization, Activation activation) => new()
    {
        VocabularySize = 69,
        ContextTokens = 20,
        Layers = 2,
        Dimensions = 32,
        Heads = 4,
        FeedForward = 48,
        Position = position,
        Normalization = normalization,
        Activation = activation,
    };

    /// <summary>The name of a case in the file, such as <c>alibi/pre/gelu_tanh</c>.</summary>
    public static string Case(BertConfiguration shape) => string.Join('/',
        new object[] { shape.Position, shape.Normalization, shape.Activation }
            .Select(word => JsonNamingPolicy.SnakeCaseLower.ConvertName(word.ToString()!)));

    public Tensor Load(string name, Device device)
    {
        var tensor = _file.Load(name);
        return tensor.To(device, tensor.DType);
    }

    /// <summary>The gradients that the file has for a case, by the names of their parameters.</summary>
    public Dictionary<string, Tensor> Gradients(string name)
    {
        string prefix = $"{name}/gradient/";
        return _file.Names.Where(n => n.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(n => n[prefix.Length..], _file.Load);
    }

    public TokenBatch Batch(Device device)
    {
        long[] ids = _file.Load("ids").ToArray<long>(), lengths = _file.Load("lengths").ToArray<long>();
        int width = ids.Length / lengths.Length;
        return TokenBatch.From(
            [.. lengths.Select((length, row) => ids.Skip(row * width).Take((int)length).Select(id => (int)id).ToArray())],
            paddingId: 0, device);
    }

    /// <summary>The model with PyTorch's weights, on the device.</summary>
    public T Fill<T>(T model, Device device) where T : Module
    {
        foreach (var (name, parameter) in model.Parameters())
            parameter.Assign(_file.Load($"weights/{name}"));
        model.MoveTo(device);
        return model;
    }

    public void Dispose()
    {
        _scope.Dispose();
        _file.Dispose();
    }
}
