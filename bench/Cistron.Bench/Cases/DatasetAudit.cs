using Cistron.Data.Recipes;
using Cistron.Data.Verbs;
using Cistron.Runs;

namespace Cistron.Bench.Cases;

/// <summary>The whole audit of a labelled dataset.</summary>
internal sealed class DatasetAudit : Case
{
    public const string Work = "audit";

    public override string Name => "audit";

    public override string Title => "Auditing a labelled dataset";

    public override string Unit => "rows";

    public override IReadOnlyList<long> Sizes => [1_000, 10_000, 100_000];

    public override string Notes =>
        "Rows of 200 bases in train, dev and test, two classes. Cistron does all of `data audit`: equal rows and relatives on both "
        + "strands, label conflicts, stretches of one class, shortcuts, letters, with the page. The Python program does the "
        + "one check that people usually make, a set of the training rows and their reverse complements.";

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        string dataset = SyntheticFamilies.Folder(size, folder);
        return
        [
            Contestant.Cistron(Work, dataset, Path.Combine(folder, "audit")),
            Contestant.Python("Python set", "duplicates.py", dataset),
        ];
    }

    /// <summary>What Cistron does.</summary>
    public static void Audit(string[] arguments)
    {
        var recipe = new AuditRecipe { Folder = arguments[0], Output = arguments[1] };
        Console.WriteLine(Auditing.Run(recipe, new NoLog(), CancellationToken.None).Summary);
    }

    private sealed class NoLog : IWorkLog
    {
        public void Note(string sentence)
        {
        }

        public void Warn(string sentence)
        {
        }

        public void Progress(string what, long done, long? total, string unit)
        {
        }
    }
}
