using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Data.Recipes;

namespace Cistron.Training.Recipes;

/// <summary>What every <c>import</c> is told, whichever software the weights come from.</summary>
public abstract record ImportRecipe
{
    /// <summary>The weights.</summary>
    [Description("the file of weights; it is read as data, and no code in it is run")]
    [Required]
    public string Weights { get; init; } = "";

    /// <summary>How bases became tokens when the model was trained.</summary>
    public TokenizerRecipe Tokenizer { get; init; } = new();

    /// <summary>The letters of the tokens.</summary>
    [Description("dna or rna: the letters of the tokens")]
    public NucleicAlphabet Alphabet { get; init; } = NucleicAlphabet.Dna;

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
}
