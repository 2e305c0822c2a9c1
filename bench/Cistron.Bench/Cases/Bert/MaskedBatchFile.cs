using Cistron.Torch;
using Cistron.Torch.Weights;
using Cistron.Training.Masking;

namespace Cistron.Bench.Cases.Bert;

/// <summary>
/// Masked rows for programs of others: <c>ids</c> and <c>targets</c> (B, T) in safetensors, 0 where a row has ended, and -1 where
/// nothing is asked for.
/// </summary>
internal static class MaskedBatchFile
{
    /// <summary>Writes such a file.</summary>
    public static void Write(string path, IReadOnlyList<MaskedRow> masks)
    {
        int width = masks.Max(row => row.Input.Length);
        long[] ids = new long[masks.Count * width], targets = new long[ids.Length];
        Array.Fill(targets, -1);
        for (int i = 0; i < masks.Count; i++)
        {
            for (int t = 0; t < masks[i].Input.Length; t++)
                ids[i * width + t] = masks[i].Input[t];
            foreach (var (position, target) in masks[i].Positions.Zip(masks[i].Targets))
                targets[i * width + position] = target;
        }
        SafeTensors.Write(path,
        [
            KeyValuePair.Create("ids", Tensor.From<long>(ids, masks.Count, width)),
            KeyValuePair.Create("targets", Tensor.From<long>(targets, masks.Count, width)),
        ]);
    }
}
