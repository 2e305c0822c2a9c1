namespace Cistron.Sequences.Inspection;

/// <summary>How a file is packed.</summary>
public enum Compression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Gzip, which can only be read from its start.</summary>
    Gzip,

    /// <summary>Gzip in blocks (BGZF), which can be read from any of them.</summary>
    BlockGzip,
}
