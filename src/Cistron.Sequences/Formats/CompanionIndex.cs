namespace Cistron.Sequences.Formats;

/// <summary>An index that lies beside a file and follows from it, such as <c>.fai</c> or <c>.gzi</c>.</summary>
/// <param name="file">The file.</param>
/// <param name="extension">What is added to its name.</param>
internal sealed class CompanionIndex(string file, string extension)
{
    private readonly string _path = file + extension;

    /// <summary>
    /// The index as it lies there, or made again and written when it is missing, older than the file, damaged, or does
    /// not fit.
    /// </summary>
    public T Open<T>(Func<string, T> read, Func<T, bool> fits, Func<T> make, Action<T, string> write)
        where T : class
    {
        if (Current(read, fits) is { } current)
            return current;
        T made = make();
        try
        {
            write(made, _path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Data often lie where nothing can be written beside them; then the index is made each time.
        }
        return made;
    }

    private T? Current<T>(Func<string, T> read, Func<T, bool> fits)
        where T : class
    {
        if (!File.Exists(_path) || File.GetLastWriteTimeUtc(_path) < File.GetLastWriteTimeUtc(file))
            return null;
        try
        {
            T index = read(_path);
            return fits(index) ? index : null;
        }
        catch (InputException)
        {
            // An index that cannot be used is as good as none: it tells nothing that the file does not.
            return null;
        }
    }
}
