using Cistron.Data.Audit;
using Cistron.Data.Audit.Findings;
using Cistron.Data.Folders;
using Cistron.Data.Recipes;
using Cistron.Data.Reports;
using Cistron.Data.Tables;
using Cistron.Runs;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Similarity;

namespace Cistron.Data.Verbs;

/// <summary>The verb <c>data audit</c>: labelled sequences in, a page on what could make results on them look too good.</summary>
public static class Auditing
{
    /// <summary>The verb, as its manifest names it.</summary>
    public const string Verb = "data audit";

    private const string PageFile = "audit.html";
    private const string ManifestFile = "audit.json";
    private const int MostInSummary = 3;

    /// <summary>Audits a dataset, and makes the recipe's folder with <c>audit.html</c> and <c>audit.json</c>.</summary>
    /// <param name="recipe">Which rows, and how closely they are looked at.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    /// <exception cref="InputException">
    /// A file is wrong, the folder holds files of something else, or the k-mer floor is asked of too few rows.
    /// </exception>
    public static AuditResult Run(AuditRecipe recipe, IWorkLog log, CancellationToken stop)
    {
        var data = Read(recipe, log);
        int done = 0, checks = 11 + (recipe.Corpus.Count > 0 ? 1 : 0) + (recipe.Floor ? 1 : 0);
        var near = Check("near duplicates", () => NearDuplicates.In(data, recipe.MinIdentity, stop));
        var result = new AuditResult
        {
            Page = Path.Combine(recipe.Output, PageFile),
            Files = [PageFile],
            Cistron = typeof(Auditing).Assembly.GetName().Version!.ToString(3),
            Task = data.Task.Explain(),
            Rows = data.Count,
            Bases = data.Bases.Sum(bases => (long)bases.Length),
            Alphabet = data.Alphabet.Name,
            Strands = data.Strands,
            Seed = recipe.Seed,
            Summary = "",
            NearDuplicates = near,
            Duplicates = Check("duplicates", () => Duplicates.In(data)),
            Twins = Check("shuffled twins", () => ShuffledTwins.In(data)),
            Conflicts = Check("label conflicts", () => LabelConflicts.In(data)),
            Shortcuts = Check("shortcuts", () => Shortcuts.In(data, recipe.Seed)),
            Motifs = Check("stretches", () => ClassMotifs.In(data, near.Representatives, recipe.Seed, stop)),
            Places = Check("constant places", () => ConstantPlaces.In(data, near.Representatives)),
            Stretches = Check("repeated material", () => RepeatedStretches.In(data, near.Representatives)),
            Lengths = Check("lengths", () => Lengths.In(data)),
            Letters = Check("letters", () => Letters.In(data)),
            Balance = Check("classes", () => ClassBalance.In(data)),
            Corpus = recipe.Corpus.Count == 0 ? null : Check("corpus", () => CorpusCopies.In(data, recipe.Corpus, stop)),
            Floor = !recipe.Floor ? null : Check("the k-mer floor", () => KmerFloor.In(data, near.ClusterOf, recipe.FloorSplits, recipe.Seed,
                fits => log.Progress("fitting the k-mer floor", fits, 2 * recipe.FloorSplits + (data.Parts.Count > 1 ? 1 : 0), "fits"), stop)),
        };
        result = result with { Summary = Summary(result) };
        string page = new AuditReport(recipe, data, result).Page().ToHtml();
        stop.ThrowIfCancellationRequested();
        PreparedFolder.Write(recipe.Output, folder =>
        {
            File.WriteAllText(Path.Combine(folder, PageFile), page);
            return result;
        }, ManifestFile);
        return result;

        T Check<T>(string what, Func<T> check)
        {
            stop.ThrowIfCancellationRequested();
            log.Progress($"looking for {what}", done, checks, "checks");
            T found = check();
            done++;
            return found;
        }
    }

    private static AuditedData Read(AuditRecipe recipe, IWorkLog log)
    {
        var nucleic = recipe.Alphabet ?? NucleicAlphabet.Dna;
        var parts = DataParts.Read(recipe, nucleic.Letters(), log);
        PreparedFolder.Check(recipe.Output, Verb, parts.Files().Concat(recipe.Corpus), ManifestFile);
        if (recipe.Floor)
            CheckFloor(parts);
        (string Name, LabelledData? Table)[] named = [("train", parts.Train), ("dev", parts.Dev), ("test", parts.Test)];
        (string Name, LabelledData Table)[] present = [.. named.Where(part => part.Table is not null).Select(part => (part.Name, part.Table!))];
        // The labels of all parts, so that one that train lacks is a finding and not an error.
        var task = TaskInference.From(present.SelectMany(part => part.Table.Samples).Select(sample => sample.Label),
            parts.Train.File, parts.Train.LabelColumn, recipe.Task);
        log.Note(task.Explain());
        return new AuditedData(present, task, nucleic.Letters(),
            recipe.Strands ?? (nucleic == NucleicAlphabet.Dna ? ComparedStrands.Both : ComparedStrands.Forward));
    }

    private static void CheckFloor(DataParts parts)
    {
        int rows = parts.Named().Sum(part => part.Table.Samples.Count);
        if (rows < KmerFloor.FewestRows || parts.Train.Samples.Count < 2)
            throw new InputException(parts.Train.File, null,
                $"there are {rows:N0} rows, {parts.Train.Samples.Count:N0} of them to train on",
                $"the k-mer floor needs {KmerFloor.FewestRows} or more, two of them to train on", "leave floor out, or add rows");
    }

    /// <summary>The worst findings in one line.</summary>
    private static string Summary(AuditResult result)
    {
        Finding[] worst = [.. result.Findings.Where(finding => finding.Severity == Severity.Warning)];
        if (worst.Length == 0)
            worst = [.. result.Findings.Where(finding => finding.Severity == Severity.Note)];
        string words = worst.Length == 0 ? $"nothing stands out in {ReportText.Count(result.Rows)} rows"
            : string.Join("; ", worst.Take(MostInSummary).Select(finding => finding.Brief));
        return $"audit: {words}; see {result.Page}";
    }
}
