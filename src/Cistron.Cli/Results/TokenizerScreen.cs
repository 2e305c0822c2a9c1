using Cistron.Data.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>What <c>tokenizer train</c> learned.</summary>
internal static class TokenizerScreen
{
    private const int Shown = 12;

    /// <summary>Writes it.</summary>
    public static void Write(TokenizerTrainingResult result, IAnsiConsole console)
    {
        console.WriteLine();
        int most = 1 + result.TokensByLength.Index().MaxBy(tokens => tokens.Item).Index;
        new FactRows()
            .Add("vocabulary", $"{NumberWords.Count(result.VocabularySize)} tokens of 1 to {result.TokensByLength.Count} bases, most of them of {most}")
            .Add("learned of", $"{NumberWords.Count(result.SampleBases)} of {NumberWords.Count(result.CorpusBases)} bases")
            .Add("length", $"{NumberWords.Number(result.BasesPerToken)} bases a token, {NumberWords.Count((long)Math.Round(result.TokensPerKilobase))} tokens a kilobase")
            .Add("frequent", string.Join(' ', result.MostFrequent.Take(Shown).Select(use => use.Token)))
            .Add("long", string.Join(' ', result.Longest.Take(Shown / 2).Select(use => use.Token)))
            .Add("report", result.Report)
            .Add("use it", $"tokenizer.bpe={result.Tokenizer}")
            .Write(console);
    }
}
