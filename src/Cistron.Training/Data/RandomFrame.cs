using Cistron.Models;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Randomness;

namespace Cistron.Training.Data;

/// <summary>
/// Where a training row begins under kernels that lie side by side. A sequence that is moved by a base is another one to all of
/// them: a row that loses some leading bases shows another reading frame.
/// </summary>
internal static class RandomFrame
{
    /// <summary>The reading frames of a model's training rows; 1 where they all begin at their first base.</summary>
    /// <param name="asked">The recipe's key <c>data.random_frame</c>.</param>
    /// <param name="shape">The model's.</param>
    /// <exception cref="RecipeException">The recipe asks for frames, and the model has one.</exception>
    public static int Count(bool? asked, BackboneConfiguration shape) => (asked, shape.TokensPerState) switch
    {
        (false, _) => 1,
        (true, 1) => throw new RecipeException([new RecipeFault("data.random_frame",
            "shifts what kernels of several bases see, and this model reads every token; leave it out")]),
        (_, var frames) => frames,
    };

    /// <summary>The leading bases that a row loses: fewer than frames, and never all.</summary>
    public static int Draw(int frames, int bases, RandomStream draws) => (int)draws.NextBelow(Math.Min(frames, bases));
}
