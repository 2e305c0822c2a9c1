namespace Cistron.Data;

/// <summary>The version that manifests name.</summary>
internal static class DataVersion
{
    /// <summary>Three numbers, such as <c>0.1.0</c>.</summary>
    public static string Text => typeof(DataVersion).Assembly.GetName().Version!.ToString(3);
}
