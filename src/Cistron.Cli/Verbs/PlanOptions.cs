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
    public const string Explanation = "--plan begins no run and writes nothing. It shows what the run would take of memory, time "
        + "and money. Operations are counted as in Kaplan et al. 2020, section 2.1, and Chowdhery et al. 2022, appendix B; "
        + "memory as in Korthikanti et al. 2022, section 4, but by what Cistron keeps. Speed and memory are also measured, in "
        + "a few small steps of the model on random bases. The corpus is needed only to count passes over it. For the table "
        + "of GPUs, which is arithmetic on data sheets: --devices (1) that share each step, --utilisation (0.3), the share of "
        + "its peak that a GPU reaches, and --price of a GPU-hour. Cistron itself trains on one device.";

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
