using System.CommandLine;
using System.Globalization;
using Cistron.Cli.Doctor;
using Cistron.Training.Planning;

namespace Cistron.Cli.Verbs;

/// <summary>The option <c>--plan</c>, and those that belong to it.</summary>
internal sealed class PlanOptions
{
    private readonly Option<bool> _plan = new("--plan");
    private readonly Option<string?> _devices = new("--devices");
    private readonly Option<string?> _utilisation = new("--utilisation");
    private readonly Option<string?> _price = new("--price");

    /// <summary>How help writes them.</summary>
    public const string Usage = "[--plan [--devices N] [--utilisation SHARE] [--price PRICE]]";

    /// <summary>What they mean, for help.</summary>
    public const string Explanation = "--plan runs nothing and writes nothing: it shows what the run would take of memory, time "
        + "and money, makes a few small steps of the model on random bases to see how fast this machine is, and needs the "
        + "corpus only to count passes over it. --devices (1), --utilisation (0.3, the share of its peak that a device "
        + "reaches) and --price (of a device-hour, in your currency) are for its table of GPUs. Cistron itself trains on one "
        + "device.";

    /// <summary>Adds them to a verb's command.</summary>
    public void Declare(Command command)
    {
        foreach (Option option in (Option[])[_plan, _devices, _utilisation, _price])
            command.Add(option);
    }

    /// <summary>What a plan is asked for; null where none is.</summary>
    public EstimateConditions? In(ParseResult arguments)
    {
        var defaults = new EstimateConditions();
        var conditions = new EstimateConditions
        {
            Devices = (int)(Number(arguments, _devices, 1, 1_000_000, isWhole: true) ?? defaults.Devices),
            Utilisation = Number(arguments, _utilisation, 0.001, 1) ?? defaults.Utilisation,
            Price = Number(arguments, _price, 0, 1e9),
            AvailableMemory = Memory.Here()?.Available,
        };
        if (arguments.GetValue(_plan))
            return conditions;
        return new[] { _devices, _utilisation, _price }.FirstOrDefault(option => arguments.GetValue(option) is not null) is { } alone
            ? throw new UsageException($"{alone.Name} is for --plan; give both, or neither")
            : null;
    }

    private static double? Number(ParseResult arguments, Option<string?> option, double least, double most, bool isWhole = false)
    {
        if (arguments.GetValue(option) is not { } text)
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && number >= least && number <= most && (!isWhole || number == Math.Floor(number))
            ? number
            : throw new UsageException($"{option.Name}: expected a {(isWhole ? "whole " : "")}number in [{least}, {most}], found '{text}'");
    }
}
