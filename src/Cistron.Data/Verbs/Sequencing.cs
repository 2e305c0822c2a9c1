using System.Text;
using Cistron.Data.Folders;
using Cistron.Data.Recipes;
using Cistron.Runs;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Fasta;
using Cistron.Sequences.Formats.Tables;
using Cistron.Sequences.Reads;
using Cistron.Sequences.Splitting;

namespace Cistron.Data.Verbs;

/// <summary>The verb <c>data reads</c>: named sequences in, a folder with tables of simulated reads out.</summary>
public static class Sequencing
{
    /// <summary>The verb, as its manifest names it.</summary>
    public const string Verb = "data reads";

    /// <summary>Writes the folder.</summary>
    /// <param name="recipe">How reads are drawn and divided, and the files.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    public static ReadsResult Run(ReadsRecipe recipe, IWorkLog log, CancellationToken stop)
    {
        PreparedFolder.Check(recipe.Output, Verb, [recipe.Input]);
        List<Template> templates = [];
        int leftOut = 0;
        foreach (Template template in Templates(recipe, log))
        {
            stop.ThrowIfCancellationRequested();
            if (template.Reads.Count > 0)
                templates.Add(template);
            else
                leftOut++;
        }
        if (templates.Count == 0)
            throw new InputException(recipe.Input, null, $"none of its {leftOut:N0} sequences gives a read",
                "sequences as long as a read were expected, with both primers where there are primers",
                "lower min_bases, or check the primers and primer_mismatches");
        if (leftOut > 0)
            log.Note($"{leftOut:N0} sequences give no reads: too short, or a primer does not bind");

        Row[] rows = [.. templates.SelectMany(template => template.Reads.Select(read => new Row(template, read)))];
        Split split = Divide(recipe, templates, rows);
        foreach (string warning in split.Warnings)
            log.Warn(warning);
        ReadsResult? result = null;
        PreparedFolder.Write(recipe.Output, folder => result = new ReadsResult(
            DataVersion.Text, RecipeWriter.Write(recipe),
            [.. split.Parts.Select((name, part) => Write(folder, name, [.. split.Rows(part).Select(row => rows[row])]))],
            templates.Count, leftOut, split.Warnings, [.. new[] { recipe.Input }.Select(SourceFile.Of).OfType<SourceFile>()]));
        return result!;
    }

    private static IEnumerable<Template> Templates(ReadsRecipe recipe, IWorkLog log)
    {
        var simulator = new ReadSimulator(recipe.Rule, recipe.Seed);
        var cleaner = new SequenceCleaner(Alphabet.Dna, TextSource.NameOf(recipe.Input));
        int number = 0;
        foreach (FastaRecord record in FastaReader.Read(recipe.Input))
        {
            cleaner.Clean(record.Bases, record.Id, record.Line);
            yield return new Template(record.Id, LabelOf(record, recipe), simulator.Of(record.Bases, number++));
            log.Progress("reading", number, null, "sequences");
        }
    }

    private static string LabelOf(FastaRecord record, ReadsRecipe recipe)
    {
        string[] words = [record.Id, .. record.Description.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
        int place = recipe.LabelWord ?? Math.Max(words.Length, 2);
        return place <= words.Length ? words[place - 1] : throw new InputException(recipe.Input, record.Line,
            $"the header has {(words.Length == 1 ? "no word behind the name" : $"{words.Length} words")}",
            recipe.LabelWord is null ? "the last word was to be the label" : $"word {place} was to be the label",
            "add the label to the header, or name another word in label_word");
    }

    private static Split Divide(ReadsRecipe recipe, List<Template> templates, Row[] rows)
    {
        var shares = new PartShares([.. recipe.Shares.Select(pair => (pair.Key, pair.Value))]);
        string[] labels = [.. rows.Select(row => row.Template.Label)];
        if (recipe.By == ReadSplit.Read)
            return RandomSplit.Stratified(labels, shares, recipe.Seed);
        int[] sequences = [.. templates.Index().SelectMany(template => template.Item.Reads.Select(_ => template.Index))];
        return GroupSplit.Of(sequences, labels, shares, recipe.Seed);
    }

    private static WrittenPart Write(string folder, string name, Row[] rows)
    {
        string path = Path.Combine(folder, $"{name}.csv");
        TextTarget.Write(path, text =>
        {
            var table = new TableWriter(text, TableDelimiter.Comma, "sequence", "label", "source", "start", "end", "strand");
            foreach (var (template, read) in rows)
                table.Write(Encoding.ASCII.GetString(read.Bases), template.Label, template.Id, $"{read.Start}", $"{read.End}",
                    read.Strand == Strand.Reverse ? "-" : "+");
        });
        return WrittenPart.Of(name,
            [.. rows.Select(row => new LabelledSequence(row.Template.Id, row.Read.Bases, row.Template.Label, 0))],
            folder, Path.GetFileName(path));
    }

    private sealed record Row(Template Template, SimulatedRead Read);

    private sealed record Template(string Id, string Label, IReadOnlyList<SimulatedRead> Reads);
}
