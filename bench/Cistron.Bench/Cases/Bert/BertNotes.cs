namespace Cistron.Bench.Cases.Bert;

/// <summary>What the notes of all cases of BERT say.</summary>
internal static class BertNotes
{
    /// <summary>The models.</summary>
    public static string Shapes =>
        $"BERTs of {string.Join(", ", BertShape.All.Select(shape => $"{shape.Layers}×{shape.Dimensions}"))} (layers × dimensions), "
        + $"{BertShape.Context} positions, normalization before sublayers, ReLU; the largest only where `--largest` asks for it. "
        + "Transcripts are of human and mouse where `CISTRON_DATA` has them, else random bases of such lengths.";

    /// <summary>What a step is, and its time.</summary>
    public static string Steps =>
        $"A step has {BertShape.Rows} sequences and goes from bases to updated weights: tokens, forward with dropout of 0.1, "
        + "backward, clipping, update. The seconds are the mean over "
        + $"{string.Join(", ", BertShape.All.Select(shape => shape.Sequences / BertShape.Rows))} steps after warm-up; where every row is padded "
        + "to the context, steps are alike and a few of them tell.";

    /// <summary>What the share of the peak is.</summary>
    public static string Roofline =>
        "The share of the peak is that of the operations of matrix products which real tokens need, of padding and unasked places nothing, "
        + "in what a product of two matrices of 2,048 × 2,048 reaches in the same run and precision.";
}
