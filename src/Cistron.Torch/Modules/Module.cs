namespace Cistron.Torch.Modules;

/// <summary>
/// A part of a model: parameters and other modules under the names that they have in a weight file. Names follow the
/// Hugging Face implementation of the same architecture, so that weights can be laid side by side.
/// </summary>
public abstract class Module
{
    private readonly List<(string Name, Parameter Parameter)> _parameters = [];
    private readonly List<(string Name, Module Module)> _children = [];

    /// <summary>Whether dropout is active: true while training, false (the default) while evaluating.</summary>
    public bool IsTraining { get; private set; }

    /// <summary>
    /// Every parameter with its dotted name, such as <c>bert.encoder.layer.0.output.dense.weight</c>, in the order in
    /// which the modules were built. A tied parameter appears once, where it was first built.
    /// </summary>
    public IEnumerable<KeyValuePair<string, Parameter>> Parameters()
    {
        foreach (var (name, parameter) in _parameters)
            yield return new(name, parameter);
        foreach (var (childName, child) in _children)
            foreach (var (name, parameter) in child.Parameters())
                yield return new(childName.Length == 0 ? name : $"{childName}.{name}", parameter);
    }

    /// <summary>Turns dropout on or off in this module and all inside it.</summary>
    public void SetTraining(bool on)
    {
        IsTraining = on;
        foreach (var (_, child) in _children)
            child.SetTraining(on);
    }

    /// <summary>Moves all parameters to a device. Do it before an optimizer is made for them.</summary>
    public void MoveTo(Device device)
    {
        foreach (var (_, parameter) in Parameters())
            parameter.MoveTo(device);
    }

    /// <summary>Where the parameters live.</summary>
    public Device Device => Parameters().First().Value.Value.Device;

    /// <summary>The number of single weights that can be learned.</summary>
    public long ParameterCount => Parameters().Where(p => p.Value.IsLearned).Sum(p => p.Value.Value.Elements);

    /// <summary>Takes a tensor as a parameter of this module.</summary>
    protected Parameter AddParameter(string name, Tensor initial) => Add(name, new Parameter(initial));

    /// <summary>Takes a tensor that the forward pass keeps up to date, such as a running mean.</summary>
    protected Parameter AddStatistic(string name, Tensor initial) => Add(name, new Parameter(initial, isLearned: false));

    /// <summary>Takes a module as a part of this one; with an empty name its parameters appear as this module's own.</summary>
    protected T AddModule<T>(string name, T module) where T : Module
    {
        _children.Add((name, module));
        return module;
    }

    private Parameter Add(string name, Parameter parameter)
    {
        _parameters.Add((name, parameter));
        return parameter;
    }
}
