using System.Collections.Immutable;
using System.Globalization;
using Cistron.Torch.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Cistron.Torch.Tests.Generator;

public class OperatorGeneratorTests
{
    /// <summary>
    /// Scalars with and without defaults, in-place, lists of numbers and of tensors, strings, several results, hidden
    /// arguments, and a name of its own.
    /// </summary>
    private const string Typical = """
        # a comment

        aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor
        aten::normal_(Tensor(a!) self, float mean=0, float std=1, *, Generator? generator=None) -> Tensor(a!)
        aten::sum.dim_IntList(Tensor self, SymInt[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
        aten::gelu(Tensor self, *, str approximate='none') -> Tensor
        aten::index_put(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor
        aten::native_norm(Tensor input, int[] normalized_shape, Tensor? weight, float eps) -> (Tensor, Tensor) as Normalize
        """;

    [Fact]
    public void Typical_schemas_become_these_methods()
    {
        string golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Generator", "Typical.txt"));

        var (source, diagnostics) = Generate(Typical);

        Assert.Empty(diagnostics);
        Assert.Equal(golden, source);
    }

    [Theory]
    [InlineData("add", "a schema has the form namespace::name(arguments) -> results")]
    [InlineData("aten::add(Tensor self)", "a schema has the form namespace::name(arguments) -> results")]
    [InlineData("add(Tensor self) -> Tensor", "a schema has the form namespace::name(arguments) -> results")]
    [InlineData("aten::add Tensor self) -> Tensor", "a schema has the form namespace::name(arguments) -> results")]
    [InlineData("aten::add(Tensor self -> Tensor", "a schema has the form namespace::name(arguments) -> results")]
    [InlineData("aten::add(Tensor) -> Tensor", "the argument 'Tensor' has no name")]
    [InlineData("aten::add(Tensor =1) -> Tensor", "the argument 'Tensor =1' has no name")]
    [InlineData("aten::add(Tensor _) -> Tensor", "the argument 'Tensor _' has no name")]
    [InlineData("aten::add(Tensor[ self) -> Tensor", "the brackets of 'Tensor[' do not match")]
    [InlineData("aten::add(Dict self) -> Tensor", "no C# type stands for the argument type Dict")]
    [InlineData("aten::add(Tensor self) -> Dict", "no C# type stands for the result type Dict")]
    public void A_line_that_is_no_schema_is_an_error_that_quotes_it(string line, string sentence)
    {
        var (source, diagnostics) = Generate($"""
            aten::neg(Tensor self) -> Tensor
            {line}
            aten::exp(Tensor self) -> Tensor
            """);

        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal(("CISTRON001", DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal($"ops.schemas: '{line}': {sentence}", diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Contains("Tensor Neg(", source);
        Assert.Contains("Tensor Exp(", source);
    }

    [Fact]
    public void Other_files_are_left_alone()
    {
        var (source, diagnostics) = Generate("no schema", "notes.txt");

        Assert.Empty(diagnostics);
        Assert.DoesNotContain("Call(", source);
    }

    private static (string Source, ImmutableArray<Diagnostic> Diagnostics) Generate(
        string schemas, string fileName = "ops.schemas")
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new OperatorGenerator().AsSourceGenerator()], [new SchemaFile(fileName, schemas)],
            new CSharpParseOptions(LanguageVersion.Preview));

        var result = driver.RunGenerators(CSharpCompilation.Create("empty")).GetRunResult();

        Assert.Null(result.Results.Single().Exception);
        return (result.GeneratedTrees.Single().ToString(), result.Diagnostics);
    }

    private sealed class SchemaFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
