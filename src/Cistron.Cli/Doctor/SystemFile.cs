namespace Cistron.Cli.Doctor;

/// <summary>Files in which the system tells about itself.</summary>
internal static class SystemFile
{
    /// <summary>The file's text; empty where the system has no such file.</summary>
    public static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
