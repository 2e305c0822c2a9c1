using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Cistron.Training.Tests;

/// <summary>The direction of arrows between projects, read from the project files.</summary>
public class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Cistron.Torch.Generator"] = [],
        ["Cistron.Torch"] = ["Cistron.Torch.Generator"],
        ["Cistron.Sequences"] = [],
        ["Cistron.Runs"] = [],
        ["Cistron.Evaluation"] = ["Cistron.Sequences"],
        ["Cistron.Models"] = ["Cistron.Torch", "Cistron.Sequences"],
        ["Cistron.Data"] = ["Cistron.Sequences", "Cistron.Evaluation", "Cistron.Runs"],
        ["Cistron.Training"] = ["Cistron.Models", "Cistron.Data", "Cistron.Evaluation", "Cistron.Runs"],
        ["Cistron.Cli"] = ["Cistron.Training"],
    };

    [Fact]
    public void Every_project_has_its_place()
    {
        var found = Projects().Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(Allowed.Keys.Order(), found.Order());
    }

    [Fact]
    public void Projects_refer_to_nothing_but_what_lies_below_them()
    {
        Assert.All(Projects(), project =>
        {
            string name = Path.GetFileNameWithoutExtension(project);
            string[] forbidden = [.. References(project).Select(r => r.Name).Except(Allowed[name])];

            Assert.True(forbidden.Length == 0, $"{name} must not refer to {string.Join(", ", forbidden)}");
        });
    }

    [Fact]
    public void The_generator_is_a_part_of_the_build_and_not_of_the_library()
    {
        string torch = Projects().Single(p => Path.GetFileName(p) == "Cistron.Torch.csproj");

        var reference = Assert.Single(References(torch)).Element;

        Assert.Equal("Analyzer", reference.Attribute("OutputItemType")?.Value);
        Assert.Equal("false", reference.Attribute("ReferenceOutputAssembly")?.Value);
    }

    private static string[] Projects() =>
        Directory.GetFiles(Path.Combine(Repository(), "src"), "*.csproj", SearchOption.AllDirectories);

    private static IEnumerable<(string Name, XElement Element)> References(string project) => XDocument.Load(project)
        .Descendants("ProjectReference")
        .Select(reference => (Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value), reference));

    private static string Repository([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}
