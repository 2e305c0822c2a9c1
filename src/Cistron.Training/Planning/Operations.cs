namespace Cistron.Training.Planning;

/// <summary>
/// Floating-point operations of matrix products, a multiplication and an addition counted as two. What is not a matrix
/// product (softmax, normalization, dropout, the optimizer) is left out, as in Kaplan et al. 2020, §2.1, and Chowdhery et
/// al. 2022, appendix B.
/// </summary>
/// <param name="Weights">Products with the weights of the backbone.</param>
/// <param name="Attention">Queries with keys, and attention weights with values.</param>
/// <param name="Head">Products with the weights of the head, at the tokens that are to be predicted.</param>
public readonly record struct Operations(double Weights, double Attention, double Head)
{
    /// <summary>All together.</summary>
    public double Total => Weights + Attention + Head;

    /// <summary>Those of two works together.</summary>
    public static Operations operator +(Operations a, Operations b) =>
        new(a.Weights + b.Weights, a.Attention + b.Attention, a.Head + b.Head);

    /// <summary>Those of the same work done many times.</summary>
    public static Operations operator *(Operations once, double times) =>
        new(once.Weights * times, once.Attention * times, once.Head * times);
}
