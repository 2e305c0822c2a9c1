using Cistron.Models.Bert;
using Cistron.Torch;
using Cistron.Torch.Weights;

namespace Cistron.Models.Tests.Parity;

/// <summary>What Fixtures/dnabert.py wrote: two BERTs of 3-mers as Hugging Face's software saves them, and what they compute.</summary>
internal sealed class DnabertFixture : IDisposable
{
    private readonly SafeTensorsFile _expected = SafeTensorsFile.Open(File("expected.safetensors"));

    private readonly TensorScope _scope = new();

    /// <summary>The sequences of which the file holds results.</summary>
    public static string[] Sequences { get; } =
        [.. System.IO.File.ReadLines(File("sequences.fa")).Where(line => !line.StartsWith('>'))];

    public static string Language { get; } = File("language/pytorch_model.bin");

    public static string Classifier { get; } = File("classifier/model.safetensors");

    /// <summary>A file of the fixture, such as <c>language/config.json</c>.</summary>
    public static string File(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "dnabert", name);

    /// <summary>What PyTorch computed of a sequence, such as <c>language/hidden</c>.</summary>
    public Tensor Expected(string name, int sequence) => _expected.Load($"{name}/{sequence}");

    /// <summary>A model with the weights of a file, all rows in the file's order.</summary>
    public static (T Model, WeightImport Import) Load<T>(string weights, T model) where T : Model
    {
        using var file = BertFile.Open(weights);
        return (model, file.LoadInto(model, [.. Enumerable.Range(0, (int)file.VocabularySize)]));
    }

    public void Dispose()
    {
        _scope.Dispose();
        _expected.Dispose();
    }
}
