namespace Cistron.Runs.Recipes;

/// <summary>A recipe record with rules that need several of its keys.</summary>
public interface IValidated
{
    /// <summary>
    /// The rules that are broken. <c>Key</c> is the YAML key at fault, seen from this record (<c>warmup_steps</c>,
    /// <c>schedule.steps</c>); <c>Fault</c> is the rest of the sentence after it. Asked only when every key of the
    /// record is right by itself.
    /// </summary>
    IEnumerable<(string Key, string Fault)> Validate();
}
