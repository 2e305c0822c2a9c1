using Cistron.Models.Bert;

namespace Cistron.Models.Heads;

/// <summary>What a head takes over from the backbone that it stands on, as in Hugging Face's BERT classes.</summary>
/// <param name="Activation">The non-linearity of a language-model head.</param>
/// <param name="NormalizationEpsilon">Added to the variance in layer normalization.</param>
/// <param name="InitialDeviation">Standard deviation of the initial weights.</param>
public sealed record HeadStyle(Activation Activation, double NormalizationEpsilon, double InitialDeviation);
