using Cistron.Torch.Modules;

namespace Cistron.Models;

/// <summary>A backbone and the head that stands on it: what an objective trains.</summary>
public abstract class Model : Module
{
    /// <summary>Takes the backbone in; the head is added after it.</summary>
    protected Model(Backbone backbone) => Backbone = AddModule(backbone.Name, backbone);

    /// <summary>The part that may have been pre-trained, and that is kept when the head is changed.</summary>
    public Backbone Backbone { get; }

    /// <summary>
    /// All parameters in groups from the input to the output: those of the backbone, then the head with everything that
    /// is not the backbone's. A parameter that both use stays with the backbone, unless a model says otherwise.
    /// </summary>
    public virtual IReadOnlyList<LayerGroup> LayerGroups
    {
        get
        {
            var below = Backbone.Parameters().Select(p => p.Value).ToHashSet();
            return
            [
                .. Backbone.LayerGroups,
                new LayerGroup("head", [.. Parameters().Select(p => p.Value).Where(p => !below.Contains(p))]),
            ];
        }
    }
}
