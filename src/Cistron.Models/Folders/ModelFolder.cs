using System.Text.Json;
using Cistron.Models.Inference;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Tokenizers;
using Cistron.Sequences.Windows;
using Cistron.Torch;
using Cistron.Torch.Autograd;
using Cistron.Torch.Modules;
using Cistron.Torch.Weights;

namespace Cistron.Models.Folders;

/// <summary>
/// A released model: weights, tokenizer and description in Hugging Face's layout, with <c>cistron.json</c> beside them.
/// Prediction needs nothing else, and parts that do not belong together are refused.
/// </summary>
public sealed class ModelFolder
{
    /// <summary>The description's file name.</summary>
    public const string DescriptionFile = "cistron.json";

    /// <summary>The weights' file name.</summary>
    public const string WeightsFile = "model.safetensors";

    private ModelFolder(string path, ModelDescription description, Tokenizer tokenizer) =>
        (Path, Description, Tokenizer) = (path, description, tokenizer);

    /// <summary>Where the folder is.</summary>
    public string Path { get; }

    /// <summary>What <c>cistron.json</c> says.</summary>
    public ModelDescription Description { get; }

    /// <summary>The tokenizer that the model was trained with.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>Reads a folder's description and tokenizer; the weights stay where they are until a model is loaded.</summary>
    /// <exception cref="ModelFolderException">The folder holds no model, or parts that do not belong together.</exception>
    public static ModelFolder Open(string path)
    {
        string file = System.IO.Path.Combine(path, DescriptionFile);
        if (!File.Exists(file))
            throw new ModelFolderException($"{path} holds no {DescriptionFile}, so it is no model folder of Cistron; give the " +
                                           "folder 'model' of a finished run");
        ModelDescription description = ModelDescriptionFile.Read(file);
        var tokenizer = TokenizerFolder.Load(path, JsonSerializer.SerializeToElement(description.Tokenizer), file);
        if (tokenizer.Fingerprint != description.TokenizerFingerprint)
            throw new ModelFolderException($"{file}: the tokenizer '{tokenizer}' is not the one that the weights were trained " +
                                           "with; restore the folder as it was saved");
        if (tokenizer.Vocabulary.Count != description.Backbone.VocabularySize)
            throw new ModelFolderException($"{file}: the tokenizer has {tokenizer.Vocabulary.Count} tokens and the model " +
                                           $"{description.Backbone.VocabularySize}; restore the folder as it was saved");
        return new ModelFolder(path, description, tokenizer);
    }

    /// <summary>Writes a model into an existing, empty folder.</summary>
    /// <param name="path">The folder; the caller makes its appearance atomic.</param>
    /// <param name="model">Whose parameters are written.</param>
    /// <param name="description">What <c>cistron.json</c> is to say.</param>
    /// <param name="tokenizer">The tokenizer that the model was trained with.</param>
    /// <param name="card">The model card, in Markdown.</param>
    public static void Save(string path, Module model, ModelDescription description, Tokenizer tokenizer, string card)
    {
        string InFolder(string name) => System.IO.Path.Combine(path, name);
        SafeTensors.Write(InFolder(WeightsFile),
            model.Parameters().Select(p => KeyValuePair.Create(p.Key, p.Value.Value)));
        TokenizerFolder.Save(tokenizer, path, description.Backbone.ContextTokens);
        if (description.Backbone.HuggingFaceConfig(description.Task) is { } config)
            File.WriteAllText(InFolder("config.json"), config.ToJsonString(ModelDescriptionFile.Json) + "\n");
        ModelDescriptionFile.Write(InFolder(DescriptionFile), description);
        File.WriteAllText(InFolder("README.md"), card);
    }

    /// <summary>The language model in this folder, with all its weights.</summary>
    /// <param name="shape">
    /// The shape to build: this folder's, with other dropout where further training asks for it; null: this folder's.
    /// </param>
    /// <exception cref="ModelFolderException">The folder holds another kind of model, or weights are missing.</exception>
    public Model LoadLanguageModel(BackboneConfiguration? shape = null)
    {
        if (Description.Task is not null)
            throw new ModelFolderException($"{Path} holds a fine-tuned model without its language-model head; give the folder of " +
                                           "the pre-training run");
        var model = LanguageModel.On(Build(shape ?? Description.Backbone), Description.Predicts);
        LoadInto(model, expectAll: true);
        return model;
    }

    /// <summary>The fine-tuned model in this folder, with all its weights.</summary>
    /// <exception cref="ModelFolderException">The folder holds a language model only, or weights are missing.</exception>
    public SequenceModel LoadSequenceModel(Device device)
    {
        if (TrainedTask is not { Pooling: { } pooling, Outputs.Count: var outputs, HiddenLayers: var hiddenLayers })
            throw new ModelFolderException($"{Path} holds a model that answers for each base, and answers for sequences are asked; " +
                                           "use 'evaluate' or 'predict'");
        return Load(new SequenceModel(Build(Description.Backbone), outputs, pooling, dropout: 0, hiddenLayers), device);
    }

    /// <summary>The fine-tuned model of bases in this folder, with all its weights.</summary>
    /// <exception cref="ModelFolderException">The folder holds another kind of model, or weights are missing.</exception>
    public PerBaseModel LoadPerBaseModel(Device device)
    {
        if (!TrainedTask.Kind.IsPerBase())
            throw new ModelFolderException($"{Path} holds a model that answers for whole sequences, and answers for bases are asked; " +
                                           "fine-tune one with data.task=per_base_class or per_base_value");
        return Load(new PerBaseModel(
            Build(Description.Backbone), TrainedTask.Outputs.Count, Tokenizer.TokenBases, dropout: 0), device);
    }

    /// <summary>The fine-tuned model in this folder with its task, ready to predict.</summary>
    /// <param name="device">Where the model is to live.</param>
    /// <param name="rule">What to do with sequences longer than the context; null refuses them.</param>
    /// <inheritdoc cref="LoadSequenceModel"/>
    public SequencePredictor LoadPredictor(Device device, LongSequenceRule? rule)
    {
        var model = LoadSequenceModel(device);
        return new SequencePredictor(
            model, Description.Task!, new SequenceEncoder(Tokenizer, model.Backbone.Shape, rule));
    }

    /// <summary>The fine-tuned model of bases in this folder with its task, ready to predict.</summary>
    /// <param name="device">Where the model is to live.</param>
    /// <param name="rule">What to do with sequences longer than the context; null refuses them.</param>
    /// <inheritdoc cref="LoadPerBaseModel"/>
    public PerBasePredictor LoadPerBasePredictor(Device device, LongSequenceRule? rule)
    {
        var model = LoadPerBaseModel(device);
        return new PerBasePredictor(model, TrainedTask, new SequenceEncoder(Tokenizer, model.Backbone.Shape, rule));
    }

    /// <summary>The backbone in this folder, whatever head was trained on it.</summary>
    /// <param name="configuration">
    /// The shape to build: this folder's, with other dropout where fine-tuning asks for it.
    /// </param>
    public Backbone LoadBackbone(BackboneConfiguration configuration)
    {
        Backbone backbone = Build(configuration);
        // The backbone's own names lack the prefix that they have inside a model.
        LoadInto(new BackboneOnly(backbone), expectAll: false);
        return backbone;
    }

    private SequenceTask TrainedTask => Description.Task
        ?? throw new ModelFolderException($"{Path} holds a language model without a trained head; fine-tune it first " +
                                          "('./cistron finetune'), or use 'embed'");

    private T Load<T>(T model, Device device) where T : Model
    {
        LoadInto(model, expectAll: true);
        model.MoveTo(device);
        return model;
    }

    private sealed class BackboneOnly : Module
    {
        public BackboneOnly(Backbone backbone) => AddModule(backbone.Name, backbone);
    }

    /// <summary>A backbone with weights yet to be loaded, once the file is seen to be large enough to hold them.</summary>
    private Backbone Build(BackboneConfiguration configuration)
    {
        var file = new FileInfo(System.IO.Path.Combine(Path, WeightsFile));
        if (!file.Exists)
            throw new ModelFolderException($"{file} is missing; restore the folder as it was saved");
        long weights = configuration.CountParameters();
        // The smallest element has one byte. A description that asks for more must not fill the memory first.
        if (weights > file.Length)
            throw new ModelFolderException($"{file} has {file.Length} bytes, too few for the {weights} weights that " +
                                           $"{DescriptionFile} asks for; restore the folder as it was saved");
        return configuration.Build();
    }

    private void LoadInto(Module model, bool expectAll)
    {
        string file = System.IO.Path.Combine(Path, WeightsFile);
        using var weights = SafeTensorsFile.Open(file);
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        var unused = weights.Names.ToHashSet();
        foreach (var (name, parameter) in model.Parameters())
        {
            if (!unused.Remove(name))
                throw new ModelFolderException($"{file} lacks the weights '{name}'; restore the folder as it was saved");
            long[] found = [.. weights.Shape(name)], expected = parameter.Value.Shape;
            if (!found.SequenceEqual(expected))
                throw new ModelFolderException($"{file}: '{name}' has shape [{string.Join(", ", found)}] where {DescriptionFile} " +
                                               $"asks for [{string.Join(", ", expected)}]; restore the folder as it was saved");
            parameter.Assign(weights.Load(name));
        }
        if (expectAll && unused.Count > 0)
        {
            string names = string.Join(", ", unused.Order().Take(3).Select(name => InputException.Quote(name)));
            throw new ModelFolderException($"{file} has weights that {DescriptionFile} knows nothing of: {names}; restore the " +
                                           "folder as it was saved");
        }
    }
}
