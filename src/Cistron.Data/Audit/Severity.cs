namespace Cistron.Data.Audit;

/// <summary>How much a finding matters, by the thresholds that its kind documents.</summary>
public enum Severity
{
    /// <summary>Nothing stands out.</summary>
    Fine,

    /// <summary>Worth knowing to read results rightly.</summary>
    Note,

    /// <summary>Results on these data can be better than the methods are.</summary>
    Warning,
}
