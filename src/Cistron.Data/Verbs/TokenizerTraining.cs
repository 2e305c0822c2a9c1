using Cistron.Data.Folders;
using Cistron.Data.Recipes;
using Cistron.Data.Reports;
using Cistron.Data.Tables;
using Cistron.Runs;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Tokenizers;
using Cistron.Sequences.Tokenizers.Bpe;

namespace Cistron.Data.Verbs;

/// <summary>The verb <c>tokenizer train</c>: sequences in, a folder with a tokenizer and a report on it out.</summary>
public static class TokenizerTraining
{
    /// <summary>The verb, as its manifest names it.</summary>
    public const string Verb = "tokenizer train";

    /// <summary>The result in the folder.</summary>
    public const string ManifestFile = "training.json";

    /// <summary>The tokenizer in the folder.</summary>
    public const string TokenizerFile = "tokenizer.json";

    private const string ReportFile = "report.html";

    // Other software cuts rows at as many tokens, unless it is told otherwise.
    private const int ContextTokens = 512;

    // Of a chromosome so many bases are in memory at a time.
    private const long PieceBases = 256 * SequenceSample.PieceBases;

    /// <summary>Learns, counts and writes the folder.</summary>
    /// <param name="recipe">The sequences, and how many tokens.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    public static TokenizerTrainingResult Run(TokenizerTrainingRecipe recipe, IWorkLog log, CancellationToken stop)
    {
        PreparedFolder.Check(recipe.Output, Verb, recipe.Corpus, ManifestFile);
        string store = Directory.CreateTempSubdirectory("cistron-corpus-").FullName;
        try
        {
            using var corpus = CorpusBuilder.Build(recipe.Corpus, recipe.Alphabet.Letters(), store, read =>
            {
                stop.ThrowIfCancellationRequested();
                log.Progress("packing", read.Bases, null, "bases");
            });
            foreach (var source in corpus.Sources)
                if (source.Letters.Remarks is { Length: > 0 } remarks)
                    log.Note($"{source.Path}: {remarks}");
            var sample = Sample(corpus, recipe, log, stop);
            var training = new BpeTraining { VocabularySize = recipe.VocabularySize, LongestToken = recipe.LongestTokenBases };
            var merges = BpeTrainer.Train(sample, corpus.Alphabet, training,
                done => log.Progress("merging", done, recipe.VocabularySize - BpeTraining.FewestTokens, "tokens"), stop);
            var tokenizer = BpeTokenizer.Of(merges, corpus.Alphabet);
            if (tokenizer.Vocabulary.Count < recipe.VocabularySize)
                log.Warn($"the vocabulary has {tokenizer.Vocabulary.Count:N0} tokens: no further pair of at most {recipe.LongestTokenBases} bases stands twice");
            var uses = Count(corpus, tokenizer, log, stop);
            var result = ResultOf(recipe, corpus, sample, tokenizer, uses);
            PreparedFolder.Write(recipe.Output, folder =>
            {
                TokenizerFolder.Save(tokenizer, folder, ContextTokens);
                AtomicFile.WriteText(Path.Combine(folder, ReportFile), new TokenizerReport(recipe, result).Page().ToHtml());
                return result = result with { Files = PreparedFolder.FilesIn(folder) };
            }, ManifestFile);
            return result;
        }
        finally
        {
            Directory.Delete(store, recursive: true);
        }
    }

    private static SequenceSample Sample(Corpus corpus, TokenizerTrainingRecipe recipe, IWorkLog log, CancellationToken stop)
    {
        var sample = new SequenceSample(recipe.SampleBases, recipe.Seed);
        foreach (var (_, bases) in Pieces(corpus))
        {
            stop.ThrowIfCancellationRequested();
            sample.Add(bases);
            log.Progress("sampling", sample.StreamBases, corpus.Length, "bases");
        }
        if (sample.Bases < corpus.Length)
            log.Note($"{sample.Bases:N0} of {corpus.Length:N0} bases are learned of");
        return sample;
    }

    private static TokenCounts Count(Corpus corpus, BpeTokenizer tokenizer, IWorkLog log, CancellationToken stop)
    {
        var counts = new TokenCounts(tokenizer.Vocabulary.Count);
        List<int> ids = [];
        long bases = 0;
        int record = -1;
        foreach (var (number, piece) in Pieces(corpus))
        {
            stop.ThrowIfCancellationRequested();
            ids.Clear();
            tokenizer.Encode(piece, ids);
            counts.Add(ids, isNewSequence: number != record);
            record = number;
            log.Progress("counting", bases += piece.Length, corpus.Length, "bases");
        }
        return counts;
    }

    private static IEnumerable<(int Record, byte[] Bases)> Pieces(Corpus corpus)
    {
        for (int i = 0; i < corpus.Records.Count; i++)
        {
            var record = corpus.Records[i];
            for (long start = record.Start; start < record.End; start += PieceBases)
                yield return (i, corpus.Read(new CorpusRegion(i, start, Math.Min(record.End, start + PieceBases))));
        }
    }

    private static TokenizerTrainingResult ResultOf(
        TokenizerTrainingRecipe recipe, Corpus corpus, SequenceSample sample, BpeTokenizer tokenizer, TokenCounts counts)
    {
        const int shown = 20;
        var uses = Enumerable.Range(0, tokenizer.Vocabulary.Count).Where(id => !tokenizer.Vocabulary.Specials.Contains(id))
            .Select(id => new TokenUse(tokenizer.Vocabulary.TokenOf(id), counts.Of(id))).ToList();
        return new TokenizerTrainingResult
        {
            Files = [],
            Cistron = DataVersion.Text,
            Recipe = RecipeWriter.Write(recipe),
            Tokenizer = Path.Combine(recipe.Output, TokenizerFile),
            Report = Path.Combine(recipe.Output, ReportFile),
            Sources = [.. recipe.Corpus.Select(SourceFile.Of).OfType<SourceFile>()],
            CorpusBases = corpus.Length,
            SampleBases = sample.Bases,
            VocabularySize = tokenizer.Vocabulary.Count,
            TokensByLength = [.. Enumerable.Range(1, tokenizer.TokenBases).Select(length => uses.Count(use => use.Token.Length == length))],
            Tokens = counts.All,
            UnknownTokens = counts.Of(tokenizer.Vocabulary.Specials.Unknown),
            MostFrequent = [.. uses.OrderByDescending(use => use.Count).Take(shown)],
            Longest = [.. uses.OrderByDescending(use => use.Token.Length).ThenByDescending(use => use.Count).Take(shown)],
            NeverUsed = uses.Count(use => use.Count == 0),
            Sequences = counts.Sequences,
            Contexts = [.. TokenCounts.Contexts.Select(context => new ContextUse(context, counts.LongerThan(context)))],
        };
    }
}
