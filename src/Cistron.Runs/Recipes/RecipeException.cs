namespace Cistron.Runs.Recipes;

/// <summary>One thing that is wrong with a recipe.</summary>
/// <param name="Place">Where: <c>recipe.yaml:12</c> or <c>argument 'training.steps=x'</c>.</param>
/// <param name="Sentence">What was found, what was expected, and what to do where that is known.</param>
public sealed record RecipeFault(string Place, string Sentence)
{
    /// <summary>The fault as one line: place, colon, sentence.</summary>
    public override string ToString() => $"{Place}: {Sentence}";
}

/// <summary>A recipe was refused. Carries every fault that was found, not only the first.</summary>
/// <param name="faults">The faults: those in the file by line, then those in the arguments in their order.</param>
public sealed class RecipeException(IReadOnlyList<RecipeFault> faults) : Exception(MessageOf(faults))
{
    // A hostile file can hold a hundred thousand faults; a message that nobody can read helps nobody.
    private const int MostShown = 50;

    /// <summary>Every fault: those in the file by line, then those in the arguments in their order.</summary>
    public IReadOnlyList<RecipeFault> Faults { get; } = faults;

    private static string MessageOf(IReadOnlyList<RecipeFault> faults) =>
        string.Join('\n', faults.Take(MostShown))
        + (faults.Count > MostShown ? $"\n… and {faults.Count - MostShown} more faults" : "");
}
