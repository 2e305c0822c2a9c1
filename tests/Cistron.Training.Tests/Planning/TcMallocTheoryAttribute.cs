namespace Cistron.Training.Tests.Planning;

/// <summary>
/// For memory that is measured: the gaps in glibc's heap are others in each run, and up to as large as what is estimated.
/// </summary>
public sealed class TcMallocTheoryAttribute : TheoryAttribute
{
    public TcMallocTheoryAttribute()
    {
        if (!File.ReadAllText("/proc/self/maps").Contains("libtcmalloc", StringComparison.Ordinal))
            Skip = "TCMalloc is not preloaded: apt-get install libtcmalloc-minimal4, and start through ./test.sh";
    }
}
