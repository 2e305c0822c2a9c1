using Cistron.Models.AwdLstm;
using Cistron.Torch;
using Cistron.Torch.Modules;
using Cistron.Torch.Weights;

namespace Cistron.Models.Tests.Parity;

/// <summary>What Fixtures/awd_lstm.py wrote: weights of three shapes, rows, and what PyTorch computes of them.</summary>
internal sealed class AwdLstmFixture : IDisposable
{
    private readonly SafeTensorsFile _file = SafeTensorsFile.Open(Path("awd_lstm.safetensors"));

    private readonly TensorScope _scope = new();

    /// <summary>Windows of 4 tokens, so that rows of the fixture are read in up to three.</summary>
    public static Dictionary<string, AwdLstmConfiguration> Shapes { get; } = new()
    {
        ["causal"] = Shape(layers: 3),
        ["untied"] = Shape(layers: 2) with { TiedDecoder = false },
        ["bidirectional"] = Shape(layers: 2) with { Bidirectional = true },
    };

    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    public Tensor Load(string name) => _file.Load(name);

    /// <summary>The tensors below a prefix, by the rest of their names.</summary>
    public Dictionary<string, Tensor> LoadAll(string prefix) => _file.Names
        .Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(n => n[prefix.Length..], _file.Load);

    /// <summary>Rows of ids, cut to their lengths where the fixture has some.</summary>
    public TokenBatch Batch(string ids, string? lengths = null)
    {
        var rows = Rows(ids).ToArray();
        if (lengths is not null)
            rows = [.. rows.Zip(_file.Load(lengths).ToArray<long>(), (row, length) => row[..(int)length])];
        return TokenBatch.From(rows, paddingId: 0, Device.Cpu);
    }

    /// <summary>The model with PyTorch's weights.</summary>
    public T Fill<T>(T model, string shape) where T : Module
    {
        foreach (var (name, parameter) in model.Parameters())
            parameter.Assign(_file.Load($"{shape}/weights/{name}"));
        return model;
    }

    public void Dispose()
    {
        _scope.Dispose();
        _file.Dispose();
    }

    private IEnumerable<int[]> Rows(string name)
    {
        var ids = _file.Load(name);
        return ids.ToArray<long>().Select(id => (int)id).Chunk((int)ids.Size(1));
    }

    private static AwdLstmConfiguration Shape(int layers) => new()
    {
        VocabularySize = 23,
        ContextTokens = 20,
        Layers = layers,
        Dimensions = 12,
        Units = 20,
        Dropout = AwdLstmDropout.Everywhere(0),
        WindowTokens = 4,
    };
}
