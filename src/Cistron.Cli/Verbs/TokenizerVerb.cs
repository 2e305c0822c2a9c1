using Cistron.Cli.Results;
using Cistron.Data.Recipes;
using Cistron.Data.Verbs;
using Cistron.Training;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>tokenizer train</c>: sequences in, tokens that are frequent in them out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class TokenizerVerb(Func<TokenizerTrainingRecipe, IRunLog, CancellationToken, TokenizerTrainingResult> work)
    : RecipeVerb<TokenizerTrainingRecipe, TokenizerTrainingResult>(work)
{
    /// <inheritdoc />
    public override string Name => TokenizerTraining.Verb;

    /// <inheritdoc />
    public override string Summary => "learn tokens of different lengths from sequences, by byte-pair encoding";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "./cistron tokenizer train 'corpus=[samples/data/ecoli_k12.fa.gz]' vocabulary_size=1024 output=runs/bpe",
        "./cistron pretrain run=runs/ecoli-bpe 'data.corpus=[samples/data/ecoli_k12.fa.gz]' tokenizer.bpe=runs/bpe/tokenizer.json",
    ];

    /// <inheritdoc />
    protected override void Show(TokenizerTrainingResult result, IAnsiConsole console) => TokenizerScreen.Write(result, console);
}
