namespace Cistron.Models.Bert;

/// <summary>
/// Named shapes: those of Turc et al. 2019, "Well-read students learn better", and BERT base. Heads have 64 dimensions,
/// feed-forward layers four times D.
/// </summary>
public enum BertPreset
{
    /// <summary>2 layers of 128.</summary>
    Tiny,

    /// <summary>4 layers of 256.</summary>
    Mini,

    /// <summary>4 layers of 512.</summary>
    Small,

    /// <summary>8 layers of 512.</summary>
    Medium,

    /// <summary>12 layers of 768.</summary>
    Base,
}

/// <summary>The numbers behind <see cref="BertPreset"/>.</summary>
public static class BertPresets
{
    /// <summary>Layers and dimensions of a preset.</summary>
    public static (int Layers, int Dimensions) Shape(BertPreset preset) => preset switch
    {
        BertPreset.Tiny => (2, 128),
        BertPreset.Mini => (4, 256),
        BertPreset.Small => (4, 512),
        BertPreset.Medium => (8, 512),
        BertPreset.Base => (12, 768),
        _ => throw new ArgumentOutOfRangeException(nameof(preset), preset, "no such preset"),
    };
}
