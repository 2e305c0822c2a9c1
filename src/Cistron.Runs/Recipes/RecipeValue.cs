namespace Cistron.Runs.Recipes;

/// <summary>
/// A value of any kind, kept as it was written until another recipe gives it a type: what stands behind the <c>=</c> of
/// an argument.
/// </summary>
/// <param name="Yaml">YAML in one line: <c>3e-4</c>, <c>null</c>, <c>[a.fa, b.fa]</c>, <c>[{epochs: 3}]</c>.</param>
public sealed record RecipeValue(string Yaml)
{
    /// <summary>A text as it must be written to be read back as this text.</summary>
    public static RecipeValue OfText(string text) => new(YamlWord.OfText(text));

    /// <inheritdoc />
    public override string ToString() => Yaml;
}

/// <summary>Anything that a recipe may hold.</summary>
internal sealed record OpenShape() : ValueShape(IsNullable: false)
{
    public override string Words => "any value";
}
