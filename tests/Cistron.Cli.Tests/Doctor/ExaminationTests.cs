using Cistron.Cli.Doctor;

namespace Cistron.Cli.Tests.Doctor;

public sealed class ExaminationTests
{
    [Fact]
    public void Any_machine_can_be_examined_with_or_without_an_engine()
    {
        Findings found = Examination.Run();

        Assert.True(found.Processor.Allowed > 0);
        Assert.NotEqual(found.Engine is null, found.EngineFault is null);
        Assert.Equal(found.Engine is not null, found.Libraries.Shim is not null);
    }
}
