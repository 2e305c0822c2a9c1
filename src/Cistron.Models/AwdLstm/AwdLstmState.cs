using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.AwdLstm;

/// <summary>
/// What an AWD-LSTM carries from one window to the next, for every row of a batch. A value: a forward pass takes one and
/// gives another. It lives in the tensor scope that it was made in, until it leaves it.
/// </summary>
public sealed class AwdLstmState : IDisposable
{
    private readonly LstmState[] _states;

    internal AwdLstmState(IEnumerable<LstmState> states) => _states = [.. states];

    /// <summary>B</summary>
    public int Rows => (int)_states[0].Hidden.Size(0);

    /// <summary>The state of every layer; where there are two directions, the forward one comes first.</summary>
    internal IReadOnlyList<LstmState> Layers => _states;

    private IEnumerable<Tensor> Tensors => Named("").Select(tensor => tensor.Value);

    /// <summary>The state of so many layers as <see cref="Named"/> gave it.</summary>
    /// <exception cref="KeyNotFoundException">A tensor is missing.</exception>
    public static AwdLstmState From(IReadOnlyDictionary<string, Tensor> tensors, string prefix, int layers) => new(
        Enumerable.Range(0, layers).Select(i => new LstmState(tensors[$"{prefix}{i}.hidden"], tensors[$"{prefix}{i}.cell"])));

    /// <summary>Its tensors by name, for a checkpoint.</summary>
    /// <param name="prefix">What the names begin with.</param>
    public IEnumerable<KeyValuePair<string, Tensor>> Named(string prefix) => _states.SelectMany((state, i) => new[]
    {
        KeyValuePair.Create($"{prefix}{i}.hidden", state.Hidden), KeyValuePair.Create($"{prefix}{i}.cell", state.Cell),
    });

    /// <summary>The same values; gradients stop here.</summary>
    public AwdLstmState Detach() => new(_states.Select(s => s.Detach()));

    /// <summary>Takes the state out of its scope: it then lives until it is disposed, such as until the next step.</summary>
    /// <returns>This state.</returns>
    public AwdLstmState LeaveScope()
    {
        foreach (var tensor in Tensors)
            tensor.LeaveScope();
        return this;
    }

    /// <summary>Gives the state's memory back.</summary>
    public void Dispose()
    {
        foreach (var tensor in Tensors)
            tensor.Dispose();
    }

    /// <summary>Moves the state to the scope outside of <paramref name="scope"/>.</summary>
    internal AwdLstmState KeepFrom(TensorScope scope)
    {
        foreach (var tensor in Tensors)
            scope.Keep(tensor);
        return this;
    }
}
