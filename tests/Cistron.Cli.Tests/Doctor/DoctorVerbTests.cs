using System.Text.Json;
using Cistron.Cli.Verbs;

namespace Cistron.Cli.Tests.Doctor;

public sealed class DoctorVerbTests
{
    [Fact]
    public void A_sound_machine_is_shown_and_ends_with_0() =>
        Transcript.Of("doctor", [new DoctorVerb(() => Machines.Sound)]).Matches("doctor");

    [Fact]
    public void Without_libtorch_all_else_is_shown_with_what_mends_it() =>
        Transcript.Of("doctor", [new DoctorVerb(() => Machines.WithoutEngine)]).Matches("doctor-without-libtorch");

    [Fact]
    public void Json_holds_the_findings_and_the_advice()
    {
        Transcript transcript = Transcript.Of("doctor --json", [new DoctorVerb(() => Machines.WithoutEngine)]);

        JsonElement found = JsonDocument.Parse(transcript.Output).RootElement;
        Assert.Equal(ExitCode.Failed, transcript.Code);
        Assert.False(found.GetProperty("can_train").GetBoolean());
        Assert.Contains("apt-get install", found.GetProperty("advice")[0].GetProperty("remedy").GetString());
    }
}
