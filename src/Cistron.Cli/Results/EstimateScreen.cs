using Cistron.Training.Planning;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>What a run would take.</summary>
internal static class EstimateScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(RunEstimate estimate, IAnsiConsole console)
    {
        console.WriteLine();
        console.WriteLine($"{estimate.Model}; {estimate.Tokenizer}");
        new FactRows()
            .Add("weights", $"{NumberWords.Count(estimate.Weights)}: "
                + string.Join(", ", estimate.Parts.Select(part => $"{part.Name} {NumberWords.Count(part.Weights)}")))
            .Add("a step", Step(estimate))
            .Add("the run", Run(estimate))
            .Write(console);
        foreach (string unknown in estimate.Unknown)
            console.WriteLine($"not known: {unknown}", new Style(Color.Yellow));
        WriteOperations(estimate, console);
        WriteMemory(estimate, console);
        WriteTime(estimate, console);
        WriteAccelerators(estimate, console);
    }

    private static string Step(RunEstimate estimate)
    {
        PassShape pass = estimate.LargestPass;
        return $"{NumberWords.Count(estimate.RowsPerStep)} rows of up to {NumberWords.Count(pass.Width)} tokens, "
            + (estimate.Passes == 1 ? "in one forward pass" : $"in {NumberWords.Count(estimate.Passes)} forward passes of {NumberWords.Count(pass.Rows)}")
            + $": {NumberWords.Count(estimate.TokensPerStep)} tokens, {NumberWords.Count(estimate.TargetsPerStep)} of them to predict";
    }

    private static string Run(RunEstimate estimate) => estimate.Steps is not { } steps
        ? "steps are not known"
        : $"{NumberWords.Count(steps)} steps, {NumberWords.Count(estimate.Tokens!.Value)} tokens"
            + (estimate.Epochs is { } epochs ? $", {epochs:0.0} passes over {NumberWords.Count(estimate.TrainingBases!.Value)} bases" : "");

    private static void WriteOperations(RunEstimate estimate, IAnsiConsole console)
    {
        Operations ofStep = estimate.OperationsPerStep;
        Table table = NewTable("floating-point operations", "a step", "the run");
        AddOperations($"layers: {2 * estimate.PassesOfLayers} × {NumberWords.Count(estimate.FactorWeights)} weights for each token", ofStep.Weights);
        if (ofStep.Attention > 0)
            AddOperations($"attention: {4 * estimate.PassesOfLayers} × layers × width × dimensions for each token", ofStep.Attention);
        AddOperations($"head: 6 × {NumberWords.Count(estimate.HeadFactorWeights)} weights for each token to predict", ofStep.Head);
        AddOperations("together", ofStep.Total);
        console.Write(table);

        void AddOperations(string name, double operations) => table.AddRow(name, NumberWords.Power(operations),
            estimate.Steps is { } steps ? NumberWords.Power(operations * steps) : "");
    }

    private static void WriteMemory(RunEstimate estimate, IAnsiConsole console)
    {
        Table table = NewTable($"memory at the peak of a pass of {NumberWords.Count(estimate.LargestPass.Rows)} rows", "fp32", "bf16, fp16");
        var (full, half) = (Parts(estimate.MemoryInFp32), Parts(estimate.MemoryInBf16));
        foreach (string name in half.Keys)
            table.AddRow(name, full.TryGetValue(name, out double bytes) ? Size(bytes) : "", Size(half[name]));
        table.AddRow("together", Size(estimate.MemoryInFp32.Total), Size(estimate.MemoryInBf16.Total));
        if (estimate.AvailableMemory is { } available)
            table.AddRow($"rows that fit the {NumberWords.Bytes(available)} free here", NumberWords.Count(estimate.MemoryInFp32.RowsIn(available)),
                NumberWords.Count(estimate.MemoryInBf16.RowsIn(available)));
        console.Write(table);
        if (estimate.LargestRows == 0)
            console.WriteLine($"not even one row fits in {estimate.Precision}: take a smaller model, shorter rows, or another machine",
                new Style(Color.Yellow));
        else if (estimate.FittingBatch is { } batch)
            console.WriteLine($"training.batch_size={estimate.LargestPass.Rows} does not fit in {estimate.Precision}; training.batch_size={batch} "
                + $"training.accumulate={estimate.RowsPerStep / batch} makes the same steps", new Style(Color.Yellow));
        if (estimate.LargestRowsRecomputed is { } rows)
            console.WriteLine($"with training.activation_checkpointing=true {NumberWords.Count(rows)} rows fit, and the layers take four "
                + "thirds of the time", new Style(Color.Yellow));
    }

    private static void WriteTime(RunEstimate estimate, IAnsiConsole console)
    {
        if (estimate.Measured is not { } measured)
            return;
        console.WriteLine($"measured on {estimate.Device} in {estimate.Precision}, {(measured.Pass.Rows == 1 ? "one row" : $"{NumberWords.Count(measured.Pass.Rows)} rows")} of random bases at a time, the fastest of a few steps:");
        new FactRows()
            .Add("speed", $"{measured.Pass.Tokens / measured.PassSeconds:N0} tokens a second, {measured.Speed / 1e9:N0} · 10⁹ operations a second")
            .AddIfAny("memory", measured.PeakBytes is { } peak
                ? $"{Size(peak)}, where the estimate says {Size(measured.EstimatedBytes)}"
                : null)
            .Add("a step", $"{Seconds(estimate.StepSeconds!.Value)}{(measured.UpdateSeconds > 0 ? $", of which {Seconds(measured.UpdateSeconds)} are the update" : "")}")
            .AddIfAny("the run", estimate.RunSeconds is { } run ? $"{Seconds(run)}, without validation" : null)
            .Write(console);
    }

    private static void WriteAccelerators(RunEstimate estimate, IAnsiConsole console)
    {
        EstimateConditions conditions = estimate.Conditions;
        if (estimate.Accelerators.Count == 0)
            return;
        console.WriteLine();
        console.WriteLine($"GPUs in 16 bits, not measured: the peak of their data sheets, of which training is taken to reach "
            + $"{100 * conditions.Utilisation:0.#} %" + (conditions.Devices == 1 ? "."
                : $", and {NumberWords.Count(conditions.Devices)} that share each step without loss. Cistron trains on one device so far."));
        bool knowsRun = estimate.Steps is not null, hasPrice = knowsRun && conditions.Price is not null;
        Table table = NewTable("GPU",
            ["peak, 10¹²/s", "rows that fit", "a step", .. knowsRun ? new[] { "the run", "GPU-hours" } : [], .. hasPrice ? new[] { "cost" } : []]);
        foreach (AcceleratorEstimate at in estimate.Accelerators)
            table.AddRow([
                $"{at.Device.Name}, {at.Device.Gibibytes} GB{(at.Device.HasBfloat16 ? "" : " (fp16)")}", $"{at.Device.Teraflops:N0}",
                NumberWords.Count(at.LargestRows), Seconds(at.StepSeconds),
                .. knowsRun ? new[] { Seconds(at.RunSeconds!.Value), NumberWords.Count(at.DeviceHours!.Value) } : [],
                .. hasPrice ? new[] { NumberWords.Count(at.Cost!.Value) } : []]);
        console.Write(table);
    }

    private static Table NewTable(string first, params string[] others)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn(first);
        foreach (string column in others)
            table.AddColumn(new TableColumn(column) { Alignment = Justify.Right, NoWrap = true });
        return table;
    }

    private static Dictionary<string, double> Parts(MemoryEstimate memory) =>
        memory.Fixed.Concat(memory.Activations).ToDictionary(part => part.Name, part => part.Bytes);

    // Small models have small parts, which are not nothing.
    private static string Size(double bytes) =>
        bytes < 10 << 20 ? $"{bytes / (1 << 20):0.0} MiB" : NumberWords.Bytes((long)bytes);

    private static string Seconds(double seconds) =>
        seconds < 10 ? $"{NumberWords.Number(seconds)} s" : NumberWords.Duration(TimeSpan.FromSeconds(seconds));
}
