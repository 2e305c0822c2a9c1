namespace Cistron.Training.Objectives;

/// <summary>LibTorch's numbers for what a loss does with its elements (<c>at::Reduction</c>).</summary>
internal static class Reduction
{
    public const long Sum = 2;
}
