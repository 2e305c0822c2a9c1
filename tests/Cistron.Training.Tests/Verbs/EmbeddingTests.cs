using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Cistron.Models;
using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Windows;
using Cistron.Torch;
using Cistron.Torch.Autograd;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

[Collection(TrainedModelsCollection.Name)]
public sealed class EmbeddingTests(TrainedModels models) : IDisposable
{
    private const int Dimensions = 16;

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData(Pooling.Mean)]
    [InlineData(Pooling.Cls)]
    [InlineData(Pooling.Max)]
    public void Each_row_of_the_array_is_the_pooled_state_of_the_real_tokens_of_its_sequence(Pooling pooling)
    {
        // Three lengths, so that rows are padded in the batch.
        string input = _temporary.Write("in.fa", ">a\nACGTACGTAC\n>b\nACGTA\n>c\nGGGTTTAAACCCGGGTTTAAACCC\n");

        var summary = Run(models.LanguageModel, input, pooling);

        var (rows, columns, values) = ReadNpy(summary.Output);
        Assert.Equal((3, Dimensions), (rows, columns));
        string[] expected = ["ACGTACGTAC", "ACGTA", "GGGTTTAAACCCGGGTTTAAACCC"];
        for (int row = 0; row < rows; row++)
            Assert.Equal(Pooled(expected[row], pooling), values[(row * Dimensions)..((row + 1) * Dimensions)],
                (e, a) => Math.Abs(e - a) < 1e-5);
    }

    [Fact]
    public void The_ids_stand_beside_the_array_in_its_order()
    {
        string input = _temporary.Write("in.fa", ">a\nACGT\n>b words\nACGTA\n");

        var summary = Run(models.LanguageModel, input);

        Assert.Equal(_temporary["out.ids.tsv"], summary.Ids);
        Assert.Equal("id\twindows\na\t1\nb\t1\n", File.ReadAllText(summary.Ids!));
        Assert.Equal((2, Dimensions), (summary.Sequences, summary.Dimensions));
    }

    [Fact]
    public void A_fine_tuned_model_embeds_as_well()
    {
        string input = _temporary.Write("in.fa", ">a\nACGT\n");

        var (rows, columns, values) = ReadNpy(Run(models.Classifier, input).Output);

        Assert.Equal((1, Dimensions), (rows, columns));
        Assert.All(values, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Windows_of_a_long_sequence_are_averaged()
    {
        string bases = SyntheticSequences.Random(60, RandomStream.For(1, "words"));
        string input = _temporary.Write("in.fa", $">a\n{bases}\n");
        var recipe = Recipe(models.LanguageModel, input) with { Long = LongSequenceRule.Windows };

        float[] values = ReadNpy(recipe.Embed().Output).Values;

        float[][] windows = [.. new[] { 0, 15, 30 }.Select(start => Pooled(bases.Substring(start, 30), Pooling.Mean))];
        for (int i = 0; i < Dimensions; i++)
            Assert.Equal(windows.Average(w => w[i]), values[i], 1e-5);
    }

    [Fact]
    public void In_bfloat16_vectors_change_a_little_and_fp16_is_refused_on_a_processor()
    {
        var recipe = Recipe(models.LanguageModel, _temporary.Write("in.fa", ">a\nACGTACGTAC\n"));
        float[] exact = ReadNpy(recipe.Embed().Output).Values;

        float[] rounded = ReadNpy((recipe with { Precision = Precision.Bf16 }).Embed().Output).Values;

        Assert.NotEqual(exact, rounded);
        Assert.Equal(exact, rounded, (e, r) => Math.Abs(e - r) < 0.05);
        Fault.Of<RecipeException>(() => (recipe with { Precision = Precision.Fp16 }).Embed(), "precision: fp16 needs a CUDA device");
    }

    /// <summary>The pooled state of a sequence that is alone in its batch, computed without pooling code.</summary>
    private float[] Pooled(string bases, Pooling pooling)
    {
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        var folder = ModelFolder.Open(models.LanguageModel);
        var backbone = folder.LoadBackbone(folder.Description.Backbone);
        int[] ids = folder.Tokenizer.Frame(Encoding.ASCII.GetBytes(bases), Framing.Both);
        float[] states = backbone.Forward(TokenBatch.From([ids], 0, Device.Cpu)).ToArray<float>();     // (1, T, D)
        float[][] tokens = [.. states.Chunk(Dimensions)];
        Assert.Equal(bases.Length - 2 + Framing.Both.SpecialTokens(), tokens.Length);
        return [.. Enumerable.Range(0, Dimensions).Select(i => pooling switch
        {
            Pooling.Mean => tokens.Average(t => t[i]),
            Pooling.Max => tokens.Max(t => t[i]),
            _ => tokens[0][i],
        })];
    }

    private EmbeddingSummary Run(string model, string input, Pooling pooling = Pooling.Mean) =>
        (Recipe(model, input) with { Pooling = pooling }).Embed();

    private EmbedRecipe Recipe(string model, string input) =>
        TinyRecipes.Embed(model, input, _temporary["out.npy"]);

    /// <summary>Reads an array as NumPy's format description has it, version 1.0.</summary>
    private static (int Rows, int Columns, float[] Values) ReadNpy(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0], file[..8]);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8));
        Assert.Equal(0, (10 + length) % 64);
        string header = Encoding.ASCII.GetString(file, 10, length);
        Assert.EndsWith("\n", header, StringComparison.Ordinal);
        Assert.StartsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (", header, StringComparison.Ordinal);
        int[] shape = [.. header.Split('(', ')')[1].Split(',').Select(int.Parse)];
        float[] values = MemoryMarshal.Cast<byte, float>(file.AsSpan(10 + length)).ToArray();
        Assert.Equal(shape[0] * shape[1], values.Length);
        return (shape[0], shape[1], values);
    }
}
