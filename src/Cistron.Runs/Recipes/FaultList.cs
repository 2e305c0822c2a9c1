namespace Cistron.Runs.Recipes;

/// <summary>Gathers the faults of a recipe, so that all of them are reported together.</summary>
internal sealed class FaultList
{
    private readonly List<(RecipePlace Place, string Sentence)> _faults = [];

    public void Add(RecipePlace place, string sentence) => _faults.Add((place, sentence));

    public void ThrowIfAny()
    {
        if (_faults.Count == 0)
            return;
        throw new RecipeException(
        [
            .. _faults.OrderBy(fault => fault.Place.Argument).ThenBy(fault => fault.Place.Line)
                .Select(fault => new RecipeFault(fault.Place.Text, fault.Sentence)),
        ]);
    }
}
