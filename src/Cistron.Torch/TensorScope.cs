namespace Cistron.Torch;

/// <summary>
/// Releases, when it ends, every tensor that was made on this thread while it was the innermost open scope.
/// </summary>
/// <example><code>
/// using var scope = new TensorScope();
/// Tensor loss = model.Loss(batch);   // intermediates belong to the scope
/// return scope.Keep(loss.Detach());  // this one moves to the scope outside
/// </code></example>
public sealed class TensorScope : IDisposable
{
    [ThreadStatic] private static TensorScope? s_current;

    private readonly TensorScope? _outer = s_current;
    private readonly List<Tensor> _tensors = [];

    /// <summary>Opens a scope inside the one that is open on this thread.</summary>
    public TensorScope() => s_current = this;

    /// <summary>The innermost scope open on this thread.</summary>
    internal static TensorScope? Current => s_current;

    /// <summary>Moves a tensor to the scope outside this one; with none outside it lives until it is disposed.</summary>
    /// <returns>The same tensor.</returns>
    public Tensor Keep(Tensor tensor)
    {
        tensor.Scope = null;
        _outer?.Adopt(tensor);
        return tensor;
    }

    /// <summary>Releases the scope's tensors and makes the scope outside current again.</summary>
    /// <exception cref="InvalidOperationException">A scope opened inside this one is still open.</exception>
    public void Dispose()
    {
        if (s_current != this)
            throw new InvalidOperationException("a tensor scope ended before one that was opened inside it, or on another thread");
        s_current = _outer;
        foreach (var tensor in _tensors)
            if (tensor.Scope == this)
                tensor.Dispose();
        _tensors.Clear();
    }

    internal void Adopt(Tensor tensor)
    {
        tensor.Scope = this;
        _tensors.Add(tensor);
    }
}
