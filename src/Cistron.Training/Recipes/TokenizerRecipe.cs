using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Models;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Tokenizers;
using Cistron.Sequences.Tokenizers.Bpe;

namespace Cistron.Training.Recipes;

/// <summary>The section <c>tokenizer</c>: k-mers, of which single nucleotides are k = 1, or tokens that were learned.</summary>
public sealed record TokenizerRecipe : IValidated
{
    /// <summary>Bases of a token.</summary>
    [Description("bases of a token; 1 for single nucleotides")]
    [Range(1, KmerTokenizer.LargestK)]
    public int K { get; init; } = 1;

    /// <summary>Bases from one token's start to the next one's.</summary>
    [Description("bases from one token's start to the next one's: 1 overlapping, k not overlapping")]
    [Range(1, KmerTokenizer.LargestK)]
    public int Stride { get; init; } = 1;

    /// <summary>What becomes of bases at the end that fill no k-mer.</summary>
    [Description("bases at the end that fill no k-mer: drop, unknown or shift")]
    public Tail Tail { get; init; } = Tail.Drop;

    /// <summary>A file of byte pairs; null: k-mers.</summary>
    [Description("instead of k-mers: a tokenizer.json, as 'tokenizer train' and Hugging Face write it, or a SentencePiece model")]
    public string? Bpe { get; init; }

    /// <summary>The tokenizer.</summary>
    /// <exception cref="Sequences.Formats.InputException">The file is no tokenizer of that alphabet.</exception>
    public Tokenizer Build(Alphabet alphabet) => Bpe is { } file
        ? BpeFile.Read(file, alphabet)
        : new KmerTokenizer(K, Stride, Tail, alphabet);

    /// <summary>The tokenizer of a new model: that of a recipe, or the letters that a convolution reads.</summary>
    /// <param name="recipe">Null: single bases.</param>
    /// <param name="model">Null: a tiny BERT.</param>
    /// <param name="alphabet">That of the sequences.</param>
    internal static Tokenizer For(TokenizerRecipe? recipe, ModelRecipe? model, Alphabet alphabet) =>
        model?.ReadsLetters == true ? new LetterTokenizer(alphabet) : (recipe ?? new TokenizerRecipe()).Build(alphabet);

    /// <summary>Why a model cannot have a tokenizer; null when it can.</summary>
    internal static string? Fault(TokenizerRecipe? recipe, ModelRecipe? model) =>
        model?.ReadsLetters == true && recipe is not null && recipe != new TokenizerRecipe()
            ? "stands beside model.bert.convolution, which reads single bases; leave the one or the other out"
            : null;

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (Stride > K)
            yield return ("stride", $"is {Stride}, beyond k = {K}: bases between tokens would never be seen; give at most k");
        if (Bpe is not null && (K, Stride, Tail) != (1, 1, Tail.Drop))
            yield return ("bpe", "stands beside k, stride or tail, which are for k-mers; give the one or the other");
    }
}
