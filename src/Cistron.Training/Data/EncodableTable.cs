using Cistron.Data.Tables;
using Cistron.Models.Inference;

namespace Cistron.Training.Data;

/// <summary>What a model can take of a labelled table.</summary>
internal static class EncodableTable
{
    /// <summary>Refuses the table when a sequence cannot be encoded; see <see cref="SequenceEncoder.Check"/>.</summary>
    public static void Check(this LabelledData table, SequenceEncoder encoder)
    {
        foreach (var sample in table.Samples)
            encoder.Check(sample.Bases, sample.File ?? table.File, sample.Line);
    }
}
