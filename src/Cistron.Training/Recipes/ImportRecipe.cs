using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Data.Recipes;
using Cistron.Models.Bert;
using Cistron.Sequences.Tokenizers;

namespace Cistron.Training.Recipes;

/// <summary>What every <c>import</c> is told, whichever software the weights come from.</summary>
public abstract record ImportRecipe
{
    /// <summary>The weights.</summary>
    [Description("the weights: a file, or the folder that the software saved; read as data, and no code in it is run")]
    [Required]
    public string Weights { get; init; } = "";

    /// <summary>The model folder to make.</summary>
    [Description("the model folder to make; it must not be there yet")]
    [Required]
    public string Output { get; init; } = "";
}

/// <summary>The recipe of <c>import fastai</c>: an AWD-LSTM of fastai's first version.</summary>
public sealed record FastaiImportRecipe : ImportRecipe
{
    /// <summary>The tokens in the order of their ids: fastai's <c>itos</c>.</summary>
    [Description("the tokens in the order of their ids (itos): one a line, or an array of strings in .npy")]
    [Required]
    public string Vocabulary { get; init; } = "";

    /// <summary>How bases became tokens when the model was trained.</summary>
    public TokenizerRecipe Tokenizer { get; init; } = new();

    /// <summary>The letters of the tokens.</summary>
    [Description("dna or rna: the letters of the tokens")]
    public NucleicAlphabet Alphabet { get; init; } = NucleicAlphabet.Dna;
}

/// <summary>
/// The recipe of <c>import dnabert</c>: a BERT of k-mers. The weights are a folder, or a file whose <c>config.json</c> and
/// <c>vocab.txt</c>, where it has them, lie beside it.
/// </summary>
public sealed record DnabertImportRecipe : ImportRecipe
{
    /// <summary>Bases from one token's start to the next one's; no file tells.</summary>
    [Description("bases from one token's start to the next one's: 1 overlapping, as in DNABERT; k not overlapping")]
    [Range(1, KmerTokenizer.LargestK)]
    public int Stride { get; init; } = 1;

    /// <summary>Attention heads of weights without <c>config.json</c>; null: one for 64 dimensions.</summary>
    [Description("attention heads, where no config.json tells them; without, one for each 64 dimensions, as in BERT")]
    [Range(1, BertConfiguration.MostHeads)]
    public int? Heads { get; init; }
}
