namespace Cistron.Models.AwdLstm;

/// <summary>Named shapes.</summary>
public enum AwdLstmPreset
{
    /// <summary>2 layers, 64 dimensions, 128 units.</summary>
    Tiny,

    /// <summary>2 layers, 96 dimensions, 256 units.</summary>
    Mini,

    /// <summary>2 layers, 200 dimensions, 512 units.</summary>
    Small,

    /// <summary>3 layers, 400 dimensions, 1,150 units: ULMFiT (Howard and Ruder 2018, §3).</summary>
    Base,
}

/// <summary>The numbers behind <see cref="AwdLstmPreset"/>.</summary>
public static class AwdLstmPresets
{
    /// <summary>Layers, dimensions and units of a preset.</summary>
    public static (int Layers, int Dimensions, int Units) Shape(AwdLstmPreset preset) => preset switch
    {
        AwdLstmPreset.Tiny => (2, 64, 128),
        AwdLstmPreset.Mini => (2, 96, 256),
        AwdLstmPreset.Small => (2, 200, 512),
        AwdLstmPreset.Base => (3, 400, 1150),
        _ => throw new ArgumentOutOfRangeException(nameof(preset), preset, "no such preset"),
    };
}
