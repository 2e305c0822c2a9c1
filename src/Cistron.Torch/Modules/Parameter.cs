namespace Cistron.Torch.Modules;

/// <summary>A named tensor of a <see cref="Module"/>. Lives outside tensor scopes, as long as its module.</summary>
public sealed class Parameter
{
    internal Parameter(Tensor value, bool isLearned = true)
    {
        Value = value.LeaveScope();
        IsLearned = isLearned;
        Value.RequiresGrad = isLearned;
    }

    /// <summary>The values: float32 on the module's device.</summary>
    public Tensor Value { get; private set; }

    /// <summary>
    /// Whether gradients can change the values. They cannot change running statistics, which a forward pass keeps and which
    /// are saved and moved with the other parameters.
    /// </summary>
    public bool IsLearned { get; }

    /// <summary>
    /// Whether training changes the parameter. A frozen parameter gets no gradient and no optimizer step; one that is not
    /// learned is always frozen.
    /// </summary>
    public bool IsTrainable
    {
        get => Value.RequiresGrad;
        set => Value.RequiresGrad = value && IsLearned;
    }

    /// <summary>The values, where a tensor is asked for.</summary>
    public static implicit operator Tensor(Parameter parameter) => parameter.Value;

    /// <summary>The values, where a tensor is asked for.</summary>
    public Tensor ToTensor() => Value;

    /// <summary>Writes new values of the same shape into the parameter.</summary>
    public void Assign(Tensor values)
    {
        using var noGrad = new Autograd.NoGrad();
        Value.CopyInPlace(values);
    }

    internal void MoveTo(Device device)
    {
        if (Value.Device == device)
            return;
        bool trainable = IsTrainable;
        using var old = Value;
        Value = old.Detach().To(device, old.DType).LeaveScope();
        IsTrainable = trainable;
    }
}
