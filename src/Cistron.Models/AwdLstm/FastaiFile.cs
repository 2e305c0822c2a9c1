using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Torch.Autograd;
using Cistron.Torch.Modules;
using Cistron.Torch.Weights;

namespace Cistron.Models.AwdLstm;

/// <summary>
/// An AWD-LSTM that fastai's first version saved: an encoder alone (<c>save_encoder</c>), a language model or a classifier
/// (<c>save</c>). It is read as any PyTorch archive is, and runs no code.
/// </summary>
/// <remarks>
/// fastai keeps each dropped weight twice: the learned values as <c>weight_hh_l0_raw</c>, and under the LSTM's own name what
/// its last forward pass left of them. The raw values are taken; only where there are none, as without dropout, the others.
/// </remarks>
public sealed class FastaiFile : IDisposable
{
    private const string Embeddings = "encoder.weight";

    private readonly string _path;
    private readonly IWeightFile _file;

    /// <summary>What stands before the encoder's names, such as <c>0.</c> or <c>model.0.</c>; null without an encoder.</summary>
    private readonly string? _prefix;

    private FastaiFile(string path, IWeightFile file)
    {
        (_path, _file) = (path, file);
        _prefix = file.Names.Where(n => n.EndsWith(Embeddings, StringComparison.Ordinal)).Select(n => n[..^Embeddings.Length])
            .FirstOrDefault(prefix => IsMatrix(prefix + Embeddings) && IsMatrix($"{prefix}rnns.0.module.weight_ih_l0"));

        bool IsMatrix(string name) => file.Names.Contains(name) && file.Shape(name).Length == 2;
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="WeightFileException">It is no weight file, or holds no AWD-LSTM.</exception>
    public static FastaiFile Open(string path)
    {
        var file = new FastaiFile(path, WeightFile.Open(path));
        if (file._prefix is not null)
            return file;
        file.Dispose();
        throw new WeightFileException(path, "holds no AWD-LSTM of fastai: the matrices 'encoder.weight' and " +
                                            "'rnns.0.module.weight_ih_l0' are not in it");
    }

    /// <summary>Entries of the file's own vocabulary.</summary>
    public int VocabularySize => (int)_file.Shape(_prefix + Embeddings)[0];

    /// <summary>The shape of the file's encoder, for another vocabulary. Dropout is not in the file.</summary>
    /// <param name="vocabularySize">Entries of the tokenizer's vocabulary.</param>
    /// <param name="contextTokens">The most tokens of one row, special tokens included; default: rows of any length.</param>
    /// <exception cref="WeightFileException">There is no such shape, or the file is too small to hold its weights.</exception>
    public AwdLstmConfiguration Shape(int vocabularySize, int contextTokens = AwdLstmConfiguration.AnyLength)
    {
        int layers = 0;
        while (_file.Names.Contains($"{_prefix}rnns.{layers}.module.weight_ih_l0"))
            layers++;
        bool bidirectional = _file.Names.Contains($"{_prefix}rnns.0.module.weight_ih_l0_reverse");
        // A first layer that is also the last has no units of its own.
        long units = _file.Shape($"{_prefix}rnns.0.module.weight_ih_l0")[0] / 4 * (bidirectional ? 2 : 1);
        var own = new AwdLstmConfiguration
        {
            VocabularySize = VocabularySize,
            ContextTokens = contextTokens,
            Layers = layers,
            Dimensions = (int)_file.Shape(_prefix + Embeddings)[1],
            Units = (int)units,
            Bidirectional = bidirectional,
        };
        if (own.Fault() is { } fault)
            throw new WeightFileException(_path, $"holds no AWD-LSTM that can be built: {fault}");
        // Before anything is built: the first layer alone may promise more than the memory holds. The smallest element has a byte.
        if (own.CountParameters() > new FileInfo(_path).Length)
            throw new WeightFileException(_path, $"is too small for the {own.CountParameters()} weights of its {layers} layers; " +
                                                 "it was cut short or is not as fastai saved it");
        return own with { VocabularySize = vocabularySize };
    }

    /// <summary>
    /// Where each token of a vocabulary stands in fastai's: <c>pad</c> or <c>xxpad</c> for padding, k-mers by their letters,
    /// −1 for what is not there.
    /// </summary>
    /// <param name="itos">fastai's tokens in the order of their ids, saved beside the encoder.</param>
    /// <param name="vocabulary">The tokenizer's.</param>
    public static int[] Rows(IReadOnlyList<string> itos, Vocabulary vocabulary)
    {
        var places = new Dictionary<string, int>();
        for (int id = 0; id < itos.Count; id++)
            places.TryAdd(itos[id] is "pad" or "xxpad" ? vocabulary.TokenOf(vocabulary.Specials.Padding) : itos[id], id);
        return [.. vocabulary.Tokens.Select(token => places.GetValueOrDefault(token, -1))];
    }

    /// <summary>Writes the file's weights into a backbone.</summary>
    /// <param name="backbone">Of the file's <see cref="Shape"/>, but for the vocabulary.</param>
    /// <param name="rows">
    /// For each token of the backbone its row in the file, as <see cref="Rows"/> gives them; −1 takes the mean of all rows,
    /// as fastai does.
    /// </param>
    /// <exception cref="WeightFileException">A weight has another shape than the backbone's.</exception>
    public WeightImport LoadInto(AwdLstmBackbone backbone, IReadOnlyList<int> rows) =>
        Load(backbone.Parameters().Select(p => (p.Key, p.Value, Source(p.Key))), rows);

    /// <summary>Writes the file's weights into a language model, decoder included.</summary>
    /// <inheritdoc cref="LoadInto(AwdLstmBackbone, IReadOnlyList{int})"/>
    public WeightImport LoadInto(AwdLstmLanguageModel model, IReadOnlyList<int> rows) =>
        Load(model.Parameters().Select(p => p.Key.StartsWith(model.Backbone.Name + ".", StringComparison.Ordinal)
            ? (p.Key, p.Value, Source(p.Key[(model.Backbone.Name.Length + 1)..]))
            : (p.Key, p.Value, _file.Names.FirstOrDefault(n => n.EndsWith("1." + p.Key, StringComparison.Ordinal)))), rows);

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    /// <summary>The file's name of a parameter of the backbone; null when it has none.</summary>
    private string? Source(string name)
    {
        int last = name.LastIndexOf('.');
        string place = _prefix + name[..last], leaf = name[last..];
        return new[] { $"{place}{leaf}_raw", $"{place}.module{leaf}", $"{place}{leaf}" }.FirstOrDefault(_file.Names.Contains);
    }

    private WeightImport Load(IEnumerable<(string Name, Parameter Parameter, string? Source)> weights, IReadOnlyList<int> rows)
    {
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        var missing = new List<string>();
        var unexpected = _file.Names.Where(name => !IsCopy(name)).ToHashSet();
        foreach (var (name, parameter, source) in weights)
        {
            if (source is null)
            {
                missing.Add(name);
                continue;
            }
            unexpected.Remove(source);
            Tensor values = _file.Load(source);
            // Whatever has a row for each token: the vectors of tokens, and what the decoder has for them.
            if (name.EndsWith(Embeddings, StringComparison.Ordinal) || name.StartsWith("decoder.", StringComparison.Ordinal))
                values = Reorder(values, rows);
            long[] found = values.Shape, expected = parameter.Value.Shape;
            if (!found.SequenceEqual(expected))
                throw new WeightFileException(_path, $"has {source} of shape [{string.Join(", ", found)}] where the model has " +
                                                     $"[{string.Join(", ", expected)}]; build the model in the file's shape");
            parameter.Assign(values);
        }
        return new WeightImport(missing, [.. _file.Names.Where(unexpected.Contains)]);
    }

    /// <summary>Second copies: of weights that stand elsewhere as they were learned, and of tied vectors.</summary>
    private bool IsCopy(string name) =>
        name.EndsWith("encoder_dp.emb.weight", StringComparison.Ordinal) ||
        name.EndsWith("1.decoder.weight", StringComparison.Ordinal) ||
        (name.LastIndexOf(".module.", StringComparison.Ordinal) is var at and >= 0 &&
         _file.Names.Contains($"{name[..at]}{name[(at + ".module".Length)..]}_raw"));

    private Tensor Reorder(Tensor values, IReadOnlyList<int> rows)
    {
        int count = (int)values.Size(0);
        if (rows.FirstOrDefault(row => row < -1 || row >= count, -1) is var wrong and not -1)
            throw new WeightFileException(_path, $"has {count} tokens, and row {wrong} was asked for; give the vocabulary that " +
                                                 "was saved with it");
        Tensor extended = Operators.Cat([values, values.Mean([0], keepdim: true)]);
        long[] index = [.. rows.Select(row => row < 0 ? (long)count : row)];
        return extended.IndexSelect(0, Tensor.From<long>(index, index.Length));
    }
}
