using Cistron.Sequences.Corpora;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Fasta;
using Cistron.Sequences.Formats.TwoBit;
using Cistron.Training.Data;
using Cistron.Training.Recipes;
using Cistron.Data.Recipes;

namespace Cistron.Training.Planning;

/// <summary>The records of a corpus that is not built: names and lengths, read from its files once.</summary>
internal static class CorpusLengths
{
    private const long ReportBases = 1 << 24;

    /// <summary>Files of the recipe that are not there now. Standard input is not: what was read of it would be gone.</summary>
    public static IReadOnlyList<string> Missing(CorpusRecipe data) => [.. data.Corpus.Where(path => !File.Exists(path))];

    /// <summary>The regions to train on, as the run will split them.</summary>
    public static CorpusSplit Split(PretrainRecipe recipe, IRunLog log)
    {
        List<CorpusRecord> records = [];
        long start = 0;
        foreach (var (id, length) in recipe.Data.Labelled is null
            ? recipe.Data.Corpus.SelectMany(path => RecordsOf(path, log))
            : Labelled(recipe, log))
        {
            records.Add(new CorpusRecord(id, 0, start, length, []));
            start += length;
        }
        return new CorpusSplit(records, recipe.Data.ValidationFraction);
    }

    private static IEnumerable<(string Id, long Length)> RecordsOf(string path, IRunLog log)
    {
        if (!TwoBitFile.IsTwoBit(path))
            return TextRecords(path, log);
        using TwoBitFile file = TwoBitFile.Open(path);
        return [.. Enumerable.Range(0, file.Count).Select(i => (file.NameOf(i), file.LengthOf(i)))];
    }

    private static IEnumerable<(string Id, long Length)> TextRecords(string path, IRunLog log)
    {
        using var lines = TextLines.Open(path);
        using var source = SequenceSource.Open(lines);
        if (source.Layout != SequenceLayout.Fasta)
        {
            foreach (var sequence in source.Read())
                yield return (sequence.Id, sequence.Bases.Length);
            yield break;
        }
        var cursor = new FastaCursor(lines);
        long read = 0, told = 0;
        while (cursor.NextRecord(out var header))
        {
            string id = header.Id;
            long length = 0;
            while (cursor.NextBases(out var bases))
            {
                length += bases.Length;
                read += bases.Length;
                if (read - told >= ReportBases)
                    log.Progress("counting", told = read, null, "bases");
            }
            yield return (id, length);
        }
    }

    private static IEnumerable<(string Id, long Length)> Labelled(PretrainRecipe recipe, IRunLog log)
    {
        var data = TaskData.Read(recipe.Data.Labelled! with { TrainRows = null }, new HeadRecipe(), recipe.Data.Alphabet.Letters(),
            recipe.Seed, log);
        return new[] { ("train", data.Train), ("dev", data.Dev) }.SelectMany(part =>
            part.Item2.Samples.Select((sample, i) => ($"{part.Item1}{i + 1}", (long)sample.Bases.Length)));
    }
}
