using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.AwdLstm;

/// <summary>
/// One LSTM layer in one or two directions, with DropConnect on the recurrent weights (Wan et al. 2013; Merity et al.
/// 2018, §2): one mask for all positions of a window.
/// </summary>
internal sealed class AwdLstmLayer : Module
{
    private readonly Lstm[] _directions;
    private readonly Dropout _weightDropout;

    public AwdLstmLayer(int inputs, int outputs, int directions, double weightDropout)
    {
        _directions = [.. Enumerable.Range(0, directions).Select(direction =>
            AddModule("", new Lstm(inputs, outputs / directions, reverse: direction == 1)))];
        _weightDropout = AddModule("dropout", new Dropout(weightDropout));
    }

    /// <summary>The state before the first position: zeros.</summary>
    public IEnumerable<LstmState> ZeroState(int rows) =>
        _directions.Select(lstm => LstmState.Zero(rows, lstm.Units, lstm.RecurrentWeight.Value.Device));

    /// <summary>(T, B, inputs) → (T, B, outputs), directions side by side.</summary>
    /// <param name="x">Time first.</param>
    /// <param name="states">One state a direction.</param>
    /// <param name="lengths">B real lengths; none when all are T.</param>
    /// <param name="after">Gets the states after the last real position.</param>
    public Tensor Forward(Tensor x, ReadOnlySpan<LstmState> states, ReadOnlySpan<long> lengths, List<LstmState> after)
    {
        var outputs = new Tensor[_directions.Length];
        for (int i = 0; i < outputs.Length; i++)
        {
            Tensor weights = _weightDropout.Forward(_directions[i].RecurrentWeight);
            (outputs[i], var state) = _directions[i].Forward(x, states[i], weights, lengths);
            after.Add(state);
        }
        return outputs.Length == 1 ? outputs[0] : Operators.Cat(outputs, -1);
    }
}
