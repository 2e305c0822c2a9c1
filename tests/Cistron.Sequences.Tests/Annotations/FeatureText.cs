using System.Globalization;
using Cistron.Sequences.Annotations;

namespace Cistron.Sequences.Tests.Annotations;

/// <summary>Features as text, so that a test can compare all that they say at once.</summary>
internal static class FeatureText
{
    public static string Show(Feature feature)
    {
        string parts = string.Join(' ', feature.Parts.Select(part => $"{part.Place}{part.Phase}"));
        string attributes = string.Join(';', feature.Attributes.Select(a => $"{a.Name}={a.Value}"));
        string open = (feature.IsOpenAtStart ? "<" : "") + (feature.IsOpenAtEnd ? ">" : "");
        return string.Create(CultureInfo.InvariantCulture,
            $"{feature.Type}|{parts}|{open}|{feature.Source}|{feature.Score}|{attributes}");
    }
}
