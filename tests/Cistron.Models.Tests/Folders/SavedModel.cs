using System.Text.Json.Nodes;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Torch;
using Cistron.Torch.Modules;
using Cistron.Torch.Weights;

namespace Cistron.Models.Tests.Folders;

/// <summary>A model folder that is deleted when the test ends, and ways to damage it.</summary>
internal sealed class SavedModel : IDisposable
{
    /// <summary>What all refusals of damaged folders advise.</summary>
    public const string Restore = "; restore the folder as it was saved";

    private readonly TemporaryFolder _folder = new();

    private SavedModel(Module model, ModelDescription description)
    {
        Model = model;
        ModelFolder.Save(Path, model, description, Sample.Tokenizer, card: "# A model\n");
    }

    public static SavedModel Language(BertConfiguration? shape = null) => new(
        Sample.LanguageModel(shape ?? Sample.Shape), Sample.Describe(shape ?? Sample.Shape, task: null));

    public static SavedModel FineTuned(BertConfiguration? shape = null, SequenceTask? task = null) => new(
        Sample.SequenceModel(shape ?? Sample.Shape, task ?? Sample.Task),
        Sample.Describe(shape ?? Sample.Shape, task ?? Sample.Task));

    public string Path => _folder.Path;

    public Module Model { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Changes the description.</summary>
    public void Describe(Action<JsonObject> change)
    {
        var description = JsonNode.Parse(System.IO.File.ReadAllText(File("cistron.json")))!.AsObject();
        change(description);
        System.IO.File.WriteAllText(File("cistron.json"), description.ToJsonString());
    }

    /// <summary>Writes the weights again, with others in their place.</summary>
    public void Weigh(Func<IEnumerable<KeyValuePair<string, Tensor>>, IEnumerable<KeyValuePair<string, Tensor>>> change) =>
        SafeTensors.Write(File("model.safetensors"),
            change(Model.Parameters().Select(p => KeyValuePair.Create(p.Key, p.Value.Value))));

    /// <summary>Why the folder is refused as a language model, on opening or on loading.</summary>
    public string Refusal() => Assert.Throws<ModelFolderException>(
        () => ModelFolder.Open(Path).LoadLanguageModel()).Message;

    public void Dispose() => _folder.Dispose();
}
