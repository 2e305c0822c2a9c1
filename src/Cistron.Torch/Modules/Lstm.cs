namespace Cistron.Torch.Modules;

/// <summary>
/// One direction of one layer of long short-term memory (Hochreiter and Schmidhuber 1997). Parameters have the names and
/// the layout of PyTorch's <c>nn.LSTM</c>: gates input, forget, candidate, output, and two biases.
/// </summary>
public sealed class Lstm : Module
{
    private readonly bool _reverse;
    private readonly Parameter _inputWeight, _inputBias, _recurrentBias;

    /// <summary>A layer with all weights from U(−1/√H, 1/√H), as PyTorch draws them.</summary>
    /// <param name="inputs">I, the length of an input.</param>
    /// <param name="units">H, the length of a state.</param>
    /// <param name="reverse">Whether rows are read from their last position to their first.</param>
    public Lstm(int inputs, int units, bool reverse = false)
    {
        (Units, _reverse) = (units, reverse);
        string suffix = reverse ? "_reverse" : "";
        _inputWeight = Draw("weight_ih_l0", 4 * units, inputs);
        RecurrentWeight = Draw("weight_hh_l0", 4 * units, units);
        _inputBias = Draw("bias_ih_l0", 4 * units);
        _recurrentBias = Draw("bias_hh_l0", 4 * units);

        Parameter Draw(string name, params ReadOnlySpan<long> shape)
        {
            var values = Operators.Empty(shape);
            double bound = 1 / Math.Sqrt(units);
            values.UniformInPlace(-bound, bound);
            return AddParameter(name + suffix, values);
        }
    }

    /// <summary>H, the length of a state.</summary>
    public int Units { get; }

    /// <summary>(4H, H): what the state is multiplied by at every position.</summary>
    public Parameter RecurrentWeight { get; }

    /// <summary>Inputs (T, B, I) → outputs (T, B, H) and the state after the last position that was read.</summary>
    /// <param name="x">Time first, then rows.</param>
    /// <param name="state">The state before the first position that is read.</param>
    /// <param name="recurrentWeight">
    /// Stands in for <see cref="RecurrentWeight"/>, such as the same with some of its elements dropped.
    /// </param>
    /// <param name="lengths">
    /// B real lengths from 0 to T; none when every row has T. Positions beyond them are not read: outputs are zero there
    /// and the state stays.
    /// </param>
    public (Tensor Output, LstmState State) Forward(
        Tensor x, LstmState state, Tensor recurrentWeight, ReadOnlySpan<long> lengths = default)
    {
        var (output, hidden, cell) = Operators.LstmLayer(x, state.Hidden, state.Cell, _inputWeight, recurrentWeight, _inputBias,
            _recurrentBias, lengths, _reverse);
        return (output, new LstmState(hidden, cell));
    }
}
