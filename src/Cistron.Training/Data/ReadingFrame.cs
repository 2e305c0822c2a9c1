using Cistron.Models;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Randomness;

namespace Cistron.Training.Data;

/// <summary>
/// Where a training row begins under kernels that lie side by side. Kernels see a shifted sequence otherwise, and a model that
/// always reads from the first base learns one frame of each; a row that loses some leading bases shows another.
/// </summary>
internal static class ReadingFrame
{
    /// <summary>The reading frames of a model's training rows; 1 where they all begin at their first base.</summary>
    /// <param name="asked">The recipe's key <c>data.random_frame</c>.</param>
    /// <param name="shape">The model's.</param>
    /// <exception cref="RecipeException">The recipe asks for frames, and the model has one.</exception>
    public static int Count(bool? asked, BackboneConfiguration shape) => asked != true || shape.TokensPerState > 1
        ? asked == false ? 1 : shape.TokensPerState
        : throw new RecipeException([new RecipeFault("data.random_frame",
            "shifts what kernels of several bases see, and this model reads every token; leave it out")]);

    /// <summary>The leading bases that a row loses: fewer than frames, and never all.</summary>
    public static int Draw(int frames, int bases, RandomStream draws) => (int)draws.NextBelow(Math.Min(frames, bases));
}
