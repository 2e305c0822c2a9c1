using Cistron.Runs.Tests.Folders;

namespace Cistron.Cli.Tests;

public sealed class AuditScreenTests
{
    [Fact]
    public void An_audit_shows_every_check_and_ends_with_what_matters()
    {
        using var folder = new TemporaryFolder();
        // The test row of line 3 is the reverse complement of train's line 2; the rest have nothing in common.
        File.WriteAllText(folder["train.csv"], "sequence,label\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"{Bases(i)},{i % 2}\n")));
        File.WriteAllText(folder["test.csv"], $"sequence,label\n{Bases(20)},0\n{Reverse(Bases(0))},1\n{Bases(21)},1\n");

        Transcript transcript = Transcript.Of($"data audit folder={folder.Path} output={folder["audit"]}");

        transcript.Matches("data-audit", folder.Path);
    }

    [Fact]
    public void Help_of_data_audit_lists_its_keys() => Transcript.Of("data audit --help").Matches("help-data-audit");

    // Forty bases of a small congruential generator: the same for ever.
    private static string Bases(int seed)
    {
        uint state = (uint)seed * 2654435761 + 12345;
        return new string([.. Enumerable.Range(0, 40).Select(_ => "ACGT"[(int)((state = state * 1664525 + 1013904223) >> 30)])]);
    }

    private static string Reverse(string bases) => new([.. bases.Reverse().Select(letter => "TGCA"["ACGT".IndexOf(letter)])]);
}
