using Cistron.Sequences.Annotations;

namespace Cistron.Sequences.Labelling;

/// <summary>A condition on features: an attribute must have a certain value.</summary>
/// <param name="Name">The attribute, in its own case.</param>
/// <param name="Value">What one of its values must be.</param>
public sealed record AttributeFilter(string Name, string Value)
{
    /// <summary>Whether <paramref name="feature"/> meets it.</summary>
    public bool Accepts(Feature feature) => feature.Values(Name).Contains(Value);
}
