namespace Cistron.Torch;

#pragma warning disable CA2225 // Add, Sub, Mul, Div and Neg are the named forms: extension methods of Operators.
public sealed partial class Tensor
{
    /// <summary>The sum, element by element, with broadcasting.</summary>
    public static Tensor operator +(Tensor left, Tensor right) => left.Add(right);

    /// <summary>Every element plus a number.</summary>
    public static Tensor operator +(Tensor left, double right) => left.Add((Scalar)right);

    /// <summary>The difference, element by element, with broadcasting.</summary>
    public static Tensor operator -(Tensor left, Tensor right) => left.Sub(right);

    /// <summary>The product, element by element, with broadcasting.</summary>
    public static Tensor operator *(Tensor left, Tensor right) => left.Mul(right);

    /// <summary>Every element times a number.</summary>
    public static Tensor operator *(Tensor left, double right) => left.Mul((Scalar)right);

    /// <summary>The quotient, element by element, with broadcasting.</summary>
    public static Tensor operator /(Tensor left, Tensor right) => left.Div(right);

    /// <summary>Every element negated.</summary>
    public static Tensor operator -(Tensor tensor) => tensor.Neg();
}
