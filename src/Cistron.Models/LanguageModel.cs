using Cistron.Models.AwdLstm;
using Cistron.Models.Folders;

namespace Cistron.Models;

/// <summary>Puts the head of a language model on a backbone.</summary>
public static class LanguageModel
{
    /// <summary>A language model with a new head.</summary>
    /// <param name="backbone">New or pre-trained.</param>
    /// <param name="predicts">What the head is to predict.</param>
    /// <exception cref="ArgumentException">There is no such head for this backbone; see <see cref="Fault"/>.</exception>
    public static Model On(Backbone backbone, PredictedTokens predicts)
    {
        if (Fault(backbone.Shape, predicts) is { } fault)
            throw new ArgumentException(fault);
        return predicts == PredictedTokens.Next
            ? new AwdLstmLanguageModel((AwdLstmBackbone)backbone)
            : new MaskedLanguageModel(backbone);
    }

    /// <summary>Why a backbone of a shape cannot be trained so; null when it can.</summary>
    public static string? Fault(BackboneConfiguration shape, PredictedTokens predicts) => (predicts, shape) switch
    {
        (PredictedTokens.Next, _) => shape.CausalFault(),
        (_, AwdLstmConfiguration { TiedDecoder: false }) =>
            "the head for masked tokens shares the tokens' vectors, which an untied LSTM's outputs do not fit; " +
            "set 'tied_decoder: true'",
        _ => null,
    };
}
