// Measures cases side by side with peers; see bench.sh.
//
//   cistron-bench [FILTER] [--repetitions N] [--smallest SIZE] [--largest SIZE] [--results FOLDER]
//                                                               measure the cases whose name contains FILTER
//   cistron-bench work NAME ARGUMENTS...                        what a measured process does
using System.Globalization;
using Cistron.Bench;
using Cistron.Bench.Plans;
using Cistron.Bench.Results;

if (args is ["work", var name, .. var words])
{
    Works.Run(name, words);
    return 0;
}

string filter = args.Length > 0 && !args[0].StartsWith('-') ? args[0] : "";
int repetitions = (int)Option("--repetitions", 5);
string inputs = Path.Combine("artifacts", "bench");
Directory.CreateDirectory(inputs);
var machine = Machine.Here;
string results = Text("--results") ?? Path.Combine("bench", "results", machine.FolderName);
foreach (Case measured in Case.All.Where(known => known.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)))
{
    var (smallest, largest) = (Option("--smallest", 0), Option("--largest", measured.LargestByDefault));
    foreach (long size in measured.Sizes.Where(size => size >= smallest && size <= largest))
        ResultFolder.Keep(results, machine, new CaseResult(measured.Name, measured.Title, measured.Unit, measured.Notes, [.. Measure(measured, size)])
        {
            RateUnit = measured.Throughput(0).Unit,
        });
}
if (PlanCheck.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))
    ResultFolder.Keep(results, machine, [.. PlanCheck.Run(inputs, Option("--largest", long.MaxValue)).Select(Told)]);
return 0;

IEnumerable<ResultRow> Measure(Case measured, long size)
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

long Option(string option, long otherwise) =>
    Text(option) is { } number ? (long)double.Parse(number, CultureInfo.InvariantCulture) : otherwise;

string? Text(string option)
{
    int place = Array.IndexOf(args, option);
    return place < 0 ? null : args[place + 1];
}
