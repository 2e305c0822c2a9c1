using Cistron.Models.AwdLstm;
using Cistron.Models.Bert;
using Cistron.Models.Cnn;
using Cistron.Models.Folders;
using Cistron.Runs.Folders;
using Cistron.Torch;

namespace Cistron.Training.Interpretation.Attention;

/// <summary>An encoder with the name that it has in pictures and tables.</summary>
/// <param name="Name">That of its folder; of a folder <c>model</c>, that of the run it is in; where two are alike, the path.</param>
/// <param name="Folder">Its folder.</param>
internal sealed record NamedModel(string Name, ModelFolder Folder)
{
    /// <summary>Opens model folders.</summary>
    /// <param name="paths">Each different.</param>
    /// <exception cref="ModelFolderException">A folder holds no model, or one without attention.</exception>
    public static IReadOnlyList<NamedModel> Of(IReadOnlyList<string> paths)
    {
        string[] names = [.. paths.Select(NameOf)];
        return [.. paths.Select((path, i) => new NamedModel(names.Count(name => name == names[i]) > 1 ? path : names[i], Open(path)))];
    }

    /// <summary>The encoder, whatever head was trained on it, ready to read.</summary>
    /// <exception cref="ModelFolderException">Weights are missing or damaged.</exception>
    public BertBackbone Load(Device device)
    {
        var backbone = (BertBackbone)Folder.LoadBackbone(Folder.Description.Backbone);
        backbone.MoveTo(device);
        backbone.SetTraining(false);
        return backbone;
    }

    private static ModelFolder Open(string path)
    {
        var folder = ModelFolder.Open(path);
        string? other = folder.Description.Backbone switch
        {
            BertConfiguration { TokensPerState: > 1 } => "a BERT behind a convolution, where heads look from kernel to kernel",
            BertConfiguration => null,
            AwdLstmConfiguration => "an AWD-LSTM, which carries a state from token to token",
            CnnConfiguration => "a convolutional network, which sees a few tokens side by side",
            _ => "a model that is no BERT",
        };
        return other is null ? folder : throw new ModelFolderException($"{path} holds {other} and has no attention between tokens; give a BERT of tokens, or "
            + "'interpret bases method=gradient', which works for every fine-tuned model");
    }

    private static string NameOf(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), run = Path.GetDirectoryName(full) ?? full;
        return Path.GetFileName(new RunPaths(run).Model == full ? run : full);
    }
}
