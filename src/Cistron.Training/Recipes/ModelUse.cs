using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Cistron.Training.Recipes;

/// <summary>What every verb is told that puts a finished model to use.</summary>
public abstract record ModelUse
{
    /// <summary>The model folder.</summary>
    [Description("the model folder: runs/NAME/model")]
    [Required]
    public string Model { get; init; } = "";

    /// <summary>Rows of one forward pass.</summary>
    [Description("rows of one forward pass")]
    [Range(1, 1 << 20)]
    public int BatchSize { get; init; } = 64;

    /// <summary>Where the model lives.</summary>
    [Description("auto, cpu, cuda or cuda:N")]
    public string Device { get; init; } = "auto";
}
