using Cistron.Torch.Modules;

namespace Cistron.Models;

/// <summary>
/// Parameters that are frozen, thawed and given a learning rate together (Howard and Ruder 2018, §3.2 and §3.3).
/// </summary>
/// <param name="Name">What people call it: <c>embeddings</c>, <c>layer 2</c>, <c>head</c>.</param>
/// <param name="Parameters">Its parameters; each belongs to one group only.</param>
public sealed record LayerGroup(string Name, IReadOnlyList<Parameter> Parameters)
{
    /// <summary>The group of all parameters of some modules.</summary>
    public LayerGroup(string name, params IReadOnlyList<Module> modules)
        : this(name, [.. modules.SelectMany(module => module.Parameters()).Select(p => p.Value)])
    {
    }
}
