using System.Text.Json.Serialization;

namespace Cistron.Training.Planning;

/// <summary>What one forward pass is given.</summary>
/// <param name="Rows">B, sequences side by side.</param>
/// <param name="Width">T, tokens of the longest row, to which the others are padded.</param>
/// <param name="Tokens">Tokens that are not padding.</param>
/// <param name="Targets">Tokens to predict.</param>
public sealed record PassShape(int Rows, int Width, double Tokens, double Targets)
{
    /// <summary>B · T: tokens and padding.</summary>
    [JsonIgnore]
    public double Places => (double)Rows * Width;

    /// <summary>Whether some row is shorter than T.</summary>
    [JsonIgnore]
    public bool IsPadded => Tokens < Places;

    /// <summary>The same with another number of like rows.</summary>
    public PassShape WithRows(int rows) => new(rows, Width, Tokens * rows / Rows, Targets * rows / Rows);
}
