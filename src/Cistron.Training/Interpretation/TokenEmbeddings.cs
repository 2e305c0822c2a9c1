using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Torch.Weights;

namespace Cistron.Training.Interpretation;

/// <summary>The vectors that a model has learned for its tokens of bases.</summary>
/// <param name="Tokens">The tokens in the order of their ids: canonical letters only, no special tokens.</param>
/// <param name="Vectors">Their vectors, of one length.</param>
/// <param name="LeftOut">Tokens that a draw left out because there were more than could be mapped.</param>
public sealed record TokenEmbeddings(IReadOnlyList<string> Tokens, IReadOnlyList<float[]> Vectors, int LeftOut)
{
    /// <summary>Reads them from a model folder, whatever the model was trained for.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="most">The most tokens; of more, so many are drawn from the stream "mapped tokens".</param>
    /// <param name="seed">Of that draw.</param>
    /// <exception cref="ModelFolderException">The weights cannot be read, or are not finite.</exception>
    public static TokenEmbeddings Of(ModelFolder folder, int most, ulong seed) =>
        Of(folder, Path.Combine(folder.Path, ModelFolder.WeightsFile), most, seed);

    /// <summary>Reads them from a file of weights of the folder's model, such as that of a checkpoint.</summary>
    /// <exception cref="WeightFileException">The file is damaged, or of another model.</exception>
    /// <inheritdoc cref="Of(ModelFolder, int, ulong)"/>
    public static TokenEmbeddings Of(ModelFolder folder, string weights, int most, ulong seed)
    {
        if (folder.Description.Backbone is BertConfiguration { Convolution: not null })
            throw new ModelFolderException($"{folder.Path} holds a model that reads bases through a convolution, and has learned no vectors " +
                                           "of tokens; give a model of k-mers");
        Vocabulary vocabulary = folder.Tokenizer.Vocabulary;
        int[] ids = [.. Enumerable.Range(0, vocabulary.Count).Where(id => !vocabulary.Specials.Contains(id)
            && vocabulary.Tokens[id].All(letter => letter < 128 && folder.Tokenizer.Alphabet.IsCanonical((byte)letter)))];
        int all = ids.Length;
        if (all > most)
        {
            RandomStream.For(seed, "mapped tokens").Shuffle<int>(ids);
            ids = [.. ids.Take(most).Order()];
        }
        float[] table = Table(folder, weights);
        int dimensions = table.Length / vocabulary.Count;
        float[][] vectors = [.. ids.Select(id => table[(id * dimensions)..((id + 1) * dimensions)])];
        return vectors.All(vector => vector.All(float.IsFinite))
            ? new TokenEmbeddings([.. ids.Select(vocabulary.TokenOf)], vectors, all - ids.Length)
            : throw new ModelFolderException($"{folder.Path} has token vectors with numbers that are not finite; its training went "
                + "wrong, so give another model");
    }

    /// <summary>(V, D)</summary>
    private static float[] Table(ModelFolder folder, string weights)
    {
        using var scope = new TensorScope();
        var backbone = folder.LoadBackbone(folder.Description.Backbone);
        string name = $"{backbone.Name}.{backbone.Parameters().First(p => p.Value == backbone.TokenEmbeddings).Key}";
        using var file = SafeTensorsFile.Open(weights);
        return file.Names.Contains(name) && file.Shape(name).SequenceEqual(backbone.TokenEmbeddings.Value.Shape)
            ? file.Load(name).To(DType.Float32).ToArray<float>()
            : throw new WeightFileException(weights, $"there is no '{name}' of the shape that the model in {folder.Path} has");
    }
}
