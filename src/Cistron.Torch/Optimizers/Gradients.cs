using Cistron.Torch.Autograd;
using Cistron.Torch.Modules;

namespace Cistron.Torch.Optimizers;

/// <summary>What is done to the gradients of all parameters between the backward pass and the optimizer's step.</summary>
public static class Gradients
{
    /// <summary>Forgets all gradients.</summary>
    public static void Clear(IEnumerable<Parameter> parameters)
    {
        foreach (var parameter in parameters)
            parameter.Value.Grad = null;
    }

    /// <summary>Multiplies all gradients by one factor, such as that which undoes the scale of a loss.</summary>
    public static void Multiply(IEnumerable<Parameter> parameters, double factor)
    {
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        Tensor[] gradients = [.. parameters.Select(p => p.Value.Grad).OfType<Tensor>()];
        if (gradients.Length > 0)
            Operators.ForeachMulInPlace(gradients, factor);
    }

    /// <summary>
    /// Scales all gradients down together when their joint Euclidean norm exceeds a limit (Pascanu et al. 2013, §3.2).
    /// </summary>
    /// <param name="parameters">All parameters of the model.</param>
    /// <param name="limit">The largest norm allowed; infinity only measures.</param>
    /// <returns>The norm before scaling; not finite when a gradient is not.</returns>
    public static double Clip(IEnumerable<Parameter> parameters, double limit)
    {
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        Tensor[] gradients = [.. parameters.Select(p => p.Value.Grad).OfType<Tensor>()];
        if (gradients.Length == 0)
            return 0;
        double norm = Operators.Stack(Operators.ForeachNorm(gradients)).Norm().ToDouble();
        if (norm > limit)
            Operators.ForeachMulInPlace(gradients, limit / norm);
        return norm;
    }
}
