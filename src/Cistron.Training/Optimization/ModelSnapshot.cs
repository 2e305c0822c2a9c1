using Cistron.Models;
using Cistron.Torch;
using Cistron.Torch.Modules;
using Cistron.Torch.Optimizers;

namespace Cistron.Training.Optimization;

/// <summary>
/// Everything that training steps change around a model: its weights, what is frozen, and LibTorch's random generators.
/// Disposing of it puts every bit back, and forgets the gradients.
/// </summary>
internal sealed class ModelSnapshot : IDisposable
{
    private readonly Model _model;
    private readonly bool _isTraining;
    private readonly (Parameter Parameter, Tensor Value, bool IsTrainable)[] _parameters;
    private readonly (Device Device, Tensor State)[] _generators;

    public ModelSnapshot(Model model)
    {
        (_model, _isTraining) = (model, model.IsTraining);
        _parameters = [.. model.Parameters().Select(p =>
            (p.Value, p.Value.Value.Detach().Clone().LeaveScope(), p.Value.IsTrainable))];
        _generators = [.. new[] { Device.Cpu, model.Device }.Distinct()
            .Select(device => (device, TorchRandom.State(device).LeaveScope()))];
    }

    public void Dispose()
    {
        Gradients.Clear(_parameters.Select(p => p.Parameter));
        foreach (var (parameter, value, isTrainable) in _parameters)
        {
            parameter.Assign(value);
            parameter.IsTrainable = isTrainable;
            value.Dispose();
        }
        foreach (var (device, state) in _generators)
        {
            TorchRandom.Restore(device, state);
            state.Dispose();
        }
        _model.SetTraining(_isTraining);
    }
}
