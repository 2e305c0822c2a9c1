using Cistron.Torch;
using Cistron.Torch.Autograd;
using Cistron.Torch.Weights;

namespace Cistron.Models.Bert;

/// <summary>
/// The weights of a BERT as Hugging Face's software saves them, with a language-model head, a classifier or none. They are
/// read as any weight file is, and run no code.
/// </summary>
/// <remarks>
/// Names are taken with the prefix <c>bert.</c> or without it, and behind any prefix of a wrapper; <c>gamma</c> and
/// <c>beta</c> of old files are the weight and bias of a normalization. What a file keeps twice because it is tied must be
/// equal: the head that is built shares the tokens' vectors.
/// </remarks>
public sealed class BertFile : IDisposable
{
    private const string Words = "bert.embeddings.word_embeddings.weight", Positions = "bert.embeddings.position_embeddings.weight",
        Classifier = "classifier.weight", HeadBias = "cls.predictions.bias", HeadPrefix = "cls.",
        TiedWords = "cls.predictions.decoder.weight", TiedBias = "cls.predictions.decoder.bias";

    /// <summary>Dimensions of an attention head in BERT base and in the shapes of Turc et al. 2019.</summary>
    private const int HeadDimensions = 64;

    /// <summary>Tables that are counted and not learned.</summary>
    private static readonly string[] Buffers = ["bert.embeddings.position_ids", "bert.embeddings.token_type_ids"];

    private readonly string _path;
    private readonly IWeightFile _file;

    /// <summary>The file's own names by the model's.</summary>
    private readonly Dictionary<string, string> _sources = [];

    private BertFile(string path, IWeightFile file)
    {
        (_path, _file) = (path, file);
        string ending = Words["bert.".Length..];
        string? root = file.Names.Where(name => name.EndsWith(ending, StringComparison.Ordinal) && file.Shape(name).Length == 2)
            .Select(name => name[..^ending.Length]).FirstOrDefault();
        if (root is null)
            throw new WeightFileException(path, $"holds no BERT of Hugging Face's software: the matrix '{ending}' is not in it");
        foreach (string name in file.Names)
            _sources.TryAdd(ModelName(name, root), name);
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="WeightFileException">It is no weight file, or holds no BERT.</exception>
    public static BertFile Open(string path)
    {
        var file = WeightFile.Open(path);
        try
        {
            return new BertFile(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Entries of the file's own vocabulary.</summary>
    public long VocabularySize => Size(Words, 0);

    /// <summary>Outputs of the file's classifier; null when it has none.</summary>
    public long? Outputs => _sources.ContainsKey(Classifier) ? Size(Classifier, 0) : null;

    /// <summary>
    /// The shape that the tensors have. What no tensor tells is as in BERT: the activation, the constant of the
    /// normalizations, dropout.
    /// </summary>
    /// <param name="heads">Attention heads; null: one for 64 dimensions, as in BERT base.</param>
    /// <exception cref="WeightFileException">A tensor is missing, or there is no such shape.</exception>
    public BertConfiguration Shape(int? heads)
    {
        long dimensions = Size(Words, 1);
        if (heads is null && dimensions % HeadDimensions != 0)
            throw new WeightFileException(_path, $"has states of {dimensions} dimensions, no multiple of the {HeadDimensions} that a head of " +
                "BERT base has; give the number of attention heads as 'heads', or the config.json");
        int layers = 0;
        while (_sources.ContainsKey($"bert.encoder.layer.{layers}.intermediate.dense.weight"))
            layers++;
        return new BertConfiguration
        {
            VocabularySize = Narrow(VocabularySize),
            ContextTokens = Narrow(Size(Positions, 0)),
            Layers = layers,
            Dimensions = Narrow(dimensions),
            Heads = heads ?? Narrow(dimensions / HeadDimensions),
            FeedForward = layers == 0 ? 0 : Narrow(Size("bert.encoder.layer.0.intermediate.dense.weight", 0)),
        };

        // Beyond all limits a shape says that it cannot be built.
        static int Narrow(long size) => (int)Math.Min(size, int.MaxValue);
    }

    /// <summary>Refuses a shape that cannot be built, or whose weights the file is too small to hold.</summary>
    /// <exception cref="WeightFileException">It is so.</exception>
    public void Check(BertConfiguration shape)
    {
        if (shape.Fault() is { } fault)
            throw new WeightFileException(_path, $"holds no BERT that can be built: {fault}");
        // Before anything is built: a file may promise more than the memory holds. The smallest element has a byte.
        if (shape.CountParameters() is var weights && weights > new FileInfo(_path).Length)
            throw new WeightFileException(_path, $"is too small for the {weights} weights of {shape.Layers} layers of " +
                                                 $"{shape.Dimensions} dimensions; it was cut short, or belongs to another config.json");
    }

    /// <summary>Writes the file's weights into a model; a language-model head that the file does not have stays as it is.</summary>
    /// <param name="model">A <see cref="MaskedLanguageModel"/>, or a <see cref="SequenceModel"/> that pools the first token.</param>
    /// <param name="rows">For each token of the model its row in the file.</param>
    /// <exception cref="WeightFileException">
    /// Weights are missing or of another shape than the model's, or what should be tied differs.
    /// </exception>
    public WeightImport LoadInto(Model model, IReadOnlyList<int> rows)
    {
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        var sources = new Dictionary<string, string>(_sources);
        if (sources.GetValueOrDefault(TiedBias) is { } bias)
            sources.TryAdd(HeadBias, bias);
        var parameters = model.Parameters().ToList();
        string[] missing = [.. parameters.Select(p => p.Key).Where(name => !sources.ContainsKey(name))];
        if (missing.Where(name => !name.StartsWith(HeadPrefix, StringComparison.Ordinal)).ToArray() is { Length: > 0 } lacking)
            throw new WeightFileException(_path, $"lacks {lacking.Length} of the model's {parameters.Count} tensors, such as " +
                $"'{lacking[0]}'; a BERT with learned positions is read, as its software saved it");
        foreach (var (name, parameter) in parameters)
            if (sources.TryGetValue(name, out string? source))
                parameter.Assign(Values(source, parameter.Value.Shape, name is Words or HeadBias ? rows : null));
        CheckTied(TiedWords, Words);
        if (parameters.Any(p => p.Key == HeadBias))
            CheckTied(TiedBias, HeadBias);
        var known = parameters.Select(p => p.Key).Concat([TiedWords, TiedBias, .. Buffers]).Where(_sources.ContainsKey)
            .Select(name => _sources[name]).ToHashSet();
        return new WeightImport(missing, [.. _file.Names.Where(name => !known.Contains(name))]);
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    /// <summary>The model's name of a tensor that the file names behind a root, such as <c>module.bert.</c> or nothing.</summary>
    private static string ModelName(string name, string root)
    {
        string wrapper = root.EndsWith("bert.", StringComparison.Ordinal) ? root[..^"bert.".Length] : root;
        if (name.StartsWith(wrapper, StringComparison.Ordinal))
            name = name[wrapper.Length..];
        if (new[] { "embeddings.", "encoder.", "pooler." }.Any(part => name.StartsWith(part, StringComparison.Ordinal)))
            name = "bert." + name;
        return name.Replace("LayerNorm.gamma", "LayerNorm.weight", StringComparison.Ordinal)
            .Replace("LayerNorm.beta", "LayerNorm.bias", StringComparison.Ordinal);
    }

    private long Size(string name, int dimension) =>
        _sources.TryGetValue(name, out string? source) && _file.Shape(source) is var shape && dimension < shape.Length
            ? shape[dimension]
            : throw new WeightFileException(_path, $"lacks the tensor '{name}', or it has too few dimensions; " +
                                                   "a BERT with learned positions is read, as its software saved it");

    private Tensor Values(string source, long[] expected, IReadOnlyList<int>? rows)
    {
        long[] found = _file.Shape(source);
        long[] asked = rows is null ? expected : [VocabularySize, .. expected[1..]];
        if (!found.SequenceEqual(asked))
            throw new WeightFileException(_path, $"has '{source}' of shape [{string.Join(", ", found)}] where the model has " +
                                                 $"[{string.Join(", ", asked)}]; give the config.json that was saved with it");
        Tensor values = _file.Load(source);
        return rows is null ? values : values.IndexSelect(0, Tensor.From<long>([.. rows.Select(row => (long)row)], rows.Count));
    }

    private void CheckTied(string copy, string original)
    {
        if (!_sources.TryGetValue(copy, out string? copied) || !_sources.TryGetValue(original, out string? source))
            return;
        if (!_file.Shape(copied).SequenceEqual(_file.Shape(source))
            || (_file.Load(copied) - _file.Load(source)).Abs().Amax().ToDouble() != 0)
            throw new WeightFileException(_path, $"has a '{copy}' that differs from '{original}'; the head that is built here " +
                                                 "has one for both, as BERT does: an untied one is not read");
    }
}
