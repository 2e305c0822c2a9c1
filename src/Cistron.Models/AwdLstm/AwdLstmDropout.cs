using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Cistron.Models.AwdLstm;

/// <summary>
/// The five probabilities of dropout of an AWD-LSTM (Merity, Keskar and Socher 2018, §3 and §4). The defaults are those
/// that the language models of Genomic-ULMFiT were trained with.
/// </summary>
public sealed record AwdLstmDropout
{
    /// <summary>Default: 0.02.</summary>
    [Description("whole tokens, wherever they stand in a window")]
    [Range(0, 0.9)]
    public double Embedding { get; init; } = 0.02;

    /// <summary>Default: 0.2.</summary>
    [Description("input of the first layer; one mask for all positions")]
    [Range(0, 0.9)]
    public double Input { get; init; } = 0.2;

    /// <summary>Default: 0.1.</summary>
    [Description("between layers; one mask for all positions")]
    [Range(0, 0.9)]
    public double Hidden { get; init; } = 0.1;

    /// <summary>Default: 0.15.</summary>
    [Description("recurrent weights (DropConnect); one mask for all positions")]
    [Range(0, 0.9)]
    public double Weight { get; init; } = 0.15;

    /// <summary>Default: 0.25.</summary>
    [Description("input of the decoder; one mask for all positions")]
    [Range(0, 0.9)]
    public double Output { get; init; } = 0.25;

    /// <summary>
    /// What the classifiers of Genomic-ULMFiT were trained with. A classifier has no decoder: the dropout before its first
    /// layer, 0.4 there, belongs to the head.
    /// </summary>
    public static AwdLstmDropout Classifier { get; } = new() { Embedding = 0.1, Input = 0.6, Hidden = 0.2, Weight = 0.5, Output = 0 };

    /// <summary>The same probability everywhere.</summary>
    public static AwdLstmDropout Everywhere(double probability) => new()
    {
        Embedding = probability,
        Input = probability,
        Hidden = probability,
        Weight = probability,
        Output = probability,
    };
}
