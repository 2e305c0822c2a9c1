using Cistron.Torch.Generator;
using Cistron.Torch.Native;

namespace Cistron.Torch.Tests.Native;

public class SchemaTests
{
    public static TheoryData<string> Lines
    {
        get
        {
            using var reader = new StreamReader(typeof(Tensor).Assembly.GetManifestResourceStream("ops.schemas")!);
            return [.. reader.ReadToEnd().Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#')];
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void LibTorch_declares_the_operator_with_these_types(string line)
    {
        var listed = OperatorSchema.Parse(line);

        var loaded = OperatorSchema.Parse(new Operator(listed.Name, listed.Overload).Schema);

        // Newer releases may add arguments that have defaults; names of arguments differ between releases.
        Assert.Equal(Types(listed.Arguments), Types(loaded.Arguments.Take(listed.Arguments.Count)));
        Assert.DoesNotContain(loaded.Arguments.Skip(listed.Arguments.Count), a => a.Default is null);
        Assert.Equal(listed.Results, loaded.Results);
    }

    private static IEnumerable<string> Types(IEnumerable<OperatorSchema.Argument> arguments) =>
        arguments.Select(a => a.IsOptional ? a.Type + "?" : a.Type);
}
