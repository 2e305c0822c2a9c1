namespace Cistron.Training.Planning;

/// <summary>What an estimate is made for, beside its recipe.</summary>
public sealed record EstimateConditions
{
    /// <summary>Devices that share the work of each step. Default: 1.</summary>
    public int Devices { get; init; } = 1;

    /// <summary>
    /// The share of a device's peak that training reaches; 0.46 in Chowdhery et al. 2022, §4.1, with kernels that were
    /// written for it. Default: 0.3.
    /// </summary>
    public double Utilisation { get; init; } = 0.3;

    /// <summary>What an hour of a device costs, in any currency; null where nobody asks.</summary>
    public double? Price { get; init; }

    /// <summary>Bytes of main memory that can be had on this machine; null where that is not known.</summary>
    public long? AvailableMemory { get; init; }

    /// <summary>See <see cref="ComputeMode.FusesAttention"/>; null, the default: as this machine's processor does.</summary>
    public bool? FusesAttention { get; init; }

    /// <summary>Whether a few steps are made on this machine. Default: true.</summary>
    public bool Measures { get; init; } = true;
}
