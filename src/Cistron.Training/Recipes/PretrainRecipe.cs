using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Models;
using Cistron.Runs.Recipes;

namespace Cistron.Training.Recipes;

/// <summary>The recipe of <c>pretrain</c>: language modelling on unlabelled sequences.</summary>
public sealed record PretrainRecipe : IValidated
{
    /// <summary>The run folder.</summary>
    [Description("the run folder, made when it is not there; the same command resumes it")]
    [Required]
    public string Run { get; init; } = "";

    /// <summary>The seed of every random stream.</summary>
    [Description("the seed of every random draw")]
    public ulong Seed { get; init; } = 1;

    /// <summary>Where the model lives.</summary>
    [Description("auto, cpu, cuda or cuda:N")]
    public string Device { get; init; } = "auto";

    /// <summary>
    /// A language model to go on with, such as one of many genomes that is to learn the sequences of a task; null: a new
    /// one, with <see cref="Tokenizer"/> and <see cref="Model"/>.
    /// </summary>
    [Description("the folder of a language model to go on with; null: a new one, shaped by tokenizer and model")]
    public string? Pretrained { get; init; }

    /// <summary>What is read.</summary>
    public CorpusRecipe Data { get; init; } = new();

    /// <summary>How bases become tokens, for a new model; null: single bases.</summary>
    public TokenizerRecipe? Tokenizer { get; init; }

    /// <summary>The backbone of a new model; null: a tiny BERT.</summary>
    public ModelRecipe? Model { get; init; }

    /// <inheritdoc cref="FinetuneRecipe.DropMult"/>
    [Description("what all dropouts of an AWD-LSTM are multiplied by, in place of its own drop_mult")]
    [Range(0, 10)]
    public double? DropMult { get; init; }

    /// <summary>Masked language modelling: which tokens are to be predicted. What a BERT learns unless told otherwise.</summary>
    public MaskingRecipe? Masking { get; init; }

    /// <summary>Next-token prediction: how sequences are read. What an AWD-LSTM learns unless told otherwise.</summary>
    public CausalRecipe? Causal { get; init; }

    /// <summary>How the model is optimized.</summary>
    public TrainingRecipe Training { get; init; } = new();

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        int k = (Tokenizer ?? new TokenizerRecipe()).K;
        if (Pretrained is not null && Tokenizer is not null)
            yield return ("tokenizer", "comes with the pre-trained model; leave it out, or leave out 'pretrained'");
        if (Pretrained is not null && Model is not null)
            yield return ("model", "is shaped by the pre-trained model; leave it out, or leave out 'pretrained'");
        if (Masking is not null && Causal is not null)
            yield return ("causal", "stands beside masking, and a model learns the one or the other; leave one of them out");
        if (Data.WindowBases < k)
            yield return ("data.window_bases", $"is {Data.WindowBases}, less than one {k}-mer; give at least tokenizer.k");
        else if (Model?.Fault() is { } fault)
            yield return ("model", fault);
        if (TokenizerRecipe.Fault(Tokenizer, Model) is { } ofTokenizer)
            yield return ("tokenizer", ofTokenizer);
        if (Pretrained is null && !Training.TrainsAll)
            yield return ("training.train", "keeps layers that were never trained; train all at some time");
    }
}
