// Measures cases side by side with peers; see bench.sh.
//
//   cistron-bench [FILTER] [OPTIONS]            measure the cases whose name contains FILTER; --help names them
//   cistron-bench work NAME ARGUMENTS...        what a measured process does
using System.CommandLine;
using System.Globalization;
using Cistron.Bench;
using Cistron.Bench.Plans;
using Cistron.Bench.Results;

if (args is ["work", var name, .. var words])
{
    Works.Run(name, words);
    return 0;
}

string inputs = Path.Combine("artifacts", "bench");
string[] names = [.. Case.All.Select(known => known.Name), PlanCheck.Name];
var filter = new Argument<string>("filter")
{
    Description = $"Measures the cases whose name contains it: {string.Join(", ", names)}", DefaultValueFactory = _ => "",
};
filter.Validators.Add(found =>
{
    if (!names.Any(known => IsAsked(known, found.GetValueOrDefault<string>())))
        found.AddError($"No case has '{found.GetValueOrDefault<string>()}' in its name; there are {string.Join(", ", names)}.");
});
var repetitions = new Option<int>("--repetitions") { Description = "How often each contestant runs.", DefaultValueFactory = _ => 5 };
var smallest = new Option<double>("--smallest") { Description = "Leaves out the sizes below." };
var largest = new Option<double>("--largest") { Description = "Leaves out the sizes above; without it, those that take hours." };
var results = new Option<string>("--results")
{
    Description = "The folder to write to.", DefaultValueFactory = _ => Path.Combine("bench", "results", Machine.Here.FolderName),
};
var root = new RootCommand("Measures Cistron beside its peers, in turns.") { filter, repetitions, smallest, largest, results };
root.SetAction(Measure);
ParseResult given = root.Parse(args);
foreach (var error in given.Errors)
    Console.Error.WriteLine(error.Message);
return given.Errors.Count == 0 ? given.Invoke() : 2;

void Measure(ParseResult asked)
{
    Directory.CreateDirectory(inputs);
    string folder = asked.GetRequiredValue(results);
    double? wanted = asked.GetResult(largest) is null ? null : asked.GetValue(largest);
    foreach (Case measured in Case.All.Where(known => IsAsked(known.Name, asked.GetRequiredValue(filter))))
    {
        double most = wanted ?? measured.LargestByDefault;
        foreach (long size in measured.Sizes.Where(size => size >= asked.GetValue(smallest) && size <= most))
            ResultFolder.Keep(folder, Machine.Here, new CaseResult(measured.Name, measured.Title, measured.Unit, measured.Notes,
                [.. InTurns(measured, size, asked.GetValue(repetitions))])
            {
                RateUnit = measured.Throughput(0).Unit,
            });
    }
    if (IsAsked(PlanCheck.Name, asked.GetRequiredValue(filter)))
        ResultFolder.Keep(folder, Machine.Here, [.. PlanCheck.Run(inputs, wanted ?? double.PositiveInfinity).Select(Told)]);
}

IEnumerable<ResultRow> InTurns(Case measured, long size, int repetitions)
{
    Contestant[] contestants = [.. measured.Prepare(size, inputs).Where(contestant => contestant.IsHere)];
    var taken = contestants.ToDictionary(contestant => contestant, _ => new List<Measurement>());
    string[] bounds = [.. contestants.Select(contestant => contestant.Peak).OfType<string>().Distinct()];
    var peaks = bounds.ToDictionary(bound => bound, _ => new List<Outcome>());
    // In turns, so that whatever else the machine does meets all alike.
    for (int repetition = 0; repetition < repetitions; repetition++)
    {
        foreach (Contestant contestant in contestants)
        {
            Measurement measurement = contestant.Run();
            taken[contestant].Add(measurement);
            contestant.CheckAnswers(measurement.Outcome, taken[contestants[0]][repetition].Outcome);
        }
        foreach (string bound in bounds)
            peaks[bound].Add(MachinePeak.Of(bound).Run().Outcome);
    }
    var first = taken[contestants[0]];
    double[] yardstick = contestants.Where(contestant => contestant.IsYardstick).DefaultIfEmpty(contestants[0])
        .Select(contestant => taken[contestant].Select(m => m.Outcome.Seconds).ToArray()).MinBy(ResultRow.Median)!;
    foreach (Contestant contestant in contestants)
    {
        double[] seconds = [.. taken[contestant].Select(m => m.Outcome.Seconds)];
        var row = new ResultRow(size, contestant.Name, seconds, taken[contestant].Max(m => m.PeakBytes),
            [.. seconds.Zip(yardstick, (mine, cistrons) => mine / cistrons)])
        {
            Handled = measured.Throughput(size).Count,
            PeakShares = contestant.Peak is not { } bound ? []
                : [.. seconds.Select((taken, i) => first[i].Outcome.Operations!.Value / taken * peaks[bound][i].Seconds / peaks[bound][i].Operations!.Value)],
        };
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{measured.Name} {size:N0} {measured.Unit}  {contestant.Name,-12} {row.MedianSeconds,9:0.000} s  {row.PeakBytes / 1e6,8:N0} MB  x{row.MedianRatio:0.00}")
            + (row.PeakShares.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"  {row.MedianPeakShare:P0} of peak")));
        yield return row;
    }
}

PlannedStep Told(PlannedStep step)
{
    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{PlanCheck.Name} {step.Model} {step.Rows} x {step.Tokens}  "
        + $"{step.PlannedBytes / 1e6,8:N0} MB planned  {step.MeasuredBytes / 1e6,8:N0} MB  x{step.MemoryRatio:0.00}  {step.Seconds,9:0.000} s  "
        + $"{step.Speed / 1e9:0} GFLOP/s"));
    return step;
}

static bool IsAsked(string name, string filter) => name.Contains(filter, StringComparison.OrdinalIgnoreCase);
