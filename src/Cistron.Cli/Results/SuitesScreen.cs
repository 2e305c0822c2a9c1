using Cistron.Cli.Help;
using Cistron.Training.Suites;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>What suites there are, and their tasks.</summary>
internal static class SuitesScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(IAnsiConsole console)
    {
        foreach (Suite suite in Suite.Names.Select(Suite.Open))
        {
            console.WriteLine($"{suite.Name}: {suite.Description.Title}. {suite.Description.Source}.");
            console.WriteLine();
            var rows = new HelpRows();
            foreach (SuiteTask task in suite.Tasks)
                rows.Add(task.Name, $"{task.Title}: {task.Published.Count switch { 0 => "nothing published", 1 => "1 published row", var count => $"{count} published rows" }}");
            rows.Write(console);
            console.WriteLine();
            if (suite.Description.Regimes.Count == 0)
                continue;
            console.WriteLine("Other regimes:");
            var regimes = new HelpRows();
            foreach (var (name, regime) in suite.Description.Regimes)
                regimes.Add($"regime={name}", regime);
            regimes.Write(console);
            console.WriteLine();
        }
        console.WriteLine("./cistron benchmark SUITE run=FOLDER data=FOLDER runs the tasks whose files are there, and says which files to bring "
            + "for the others. './cistron benchmark --help' lists the keys.");
    }
}
