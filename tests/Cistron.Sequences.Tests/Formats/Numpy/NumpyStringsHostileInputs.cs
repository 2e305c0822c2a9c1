using Cistron.Sequences.Formats.Numpy;

namespace Cistron.Sequences.Tests.Formats.Numpy;

public class NumpyStringsHostileInputs() : HostileInputs("numpy-strings")
{
    protected override IReadOnlyList<byte[]> Examples =>
        [NumpyArrays.Of(1, 3, "pad", "ACG", "CGT"), NumpyArrays.Of(2, 5, "a", "bc", ""), NumpyArrays.Of(3, 1, "x")];

    protected override void ReadAll(string path) => Assert.All(NumpyStrings.Read(path), text => Assert.DoesNotContain('\uFFFD', text));
}
