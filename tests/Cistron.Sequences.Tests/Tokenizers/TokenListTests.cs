using Cistron.Sequences.Tests.Formats;
using Cistron.Sequences.Tests.Formats.Numpy;
using Cistron.Sequences.Tokenizers;

namespace Cistron.Sequences.Tests.Tokenizers;

public sealed class TokenListTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_text_has_a_token_a_line() =>
        Assert.Equal(["pad", "ACG", "xxfake", "xxfake"], TokenList.Read(_temporary.Write("itos.txt", "pad\nACG\r\nxxfake\nxxfake")));

    [Fact]
    public void An_array_of_strings_is_known_by_its_content()
    {
        string path = Path.Combine(_temporary.Path, "itos.txt");
        File.WriteAllBytes(path, NumpyArrays.Of(1, 3, "pad", "ACG"));

        Assert.Equal(["pad", "ACG"], TokenList.Read(path));
    }
}

public class TokenListHostileInputs() : HostileInputs("token-lists")
{
    protected override IReadOnlyList<byte[]> Examples =>
        ["pad\nACG\nCGT\n"u8.ToArray(), NumpyArrays.Of(1, 3, "pad", "ACG", "CGT")];

    protected override void ReadAll(string path) => Assert.NotEmpty(TokenList.Read(path));
}
