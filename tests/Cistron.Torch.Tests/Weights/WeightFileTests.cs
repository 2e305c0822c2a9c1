using Cistron.Torch.Weights;

namespace Cistron.Torch.Tests.Weights;

public class WeightFileTests
{
    [Theory]
    [InlineData("archives.safetensors", typeof(SafeTensorsFile))]
    [InlineData("state_dict.pt", typeof(TorchArchive))]
    [InlineData("legacy_types.pt", typeof(TorchArchive))]
    public void The_content_decides_the_format_and_not_the_name(string fixture, Type expected)
    {
        using var file = TemporaryFile.With(File.ReadAllBytes(Fixture.Path(fixture)));

        using var weights = WeightFile.Open(file.Path);

        Assert.IsType(expected, weights);
        Assert.NotEmpty(weights.Names);
    }

    [Theory]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "Git LFS pointer")]
    [InlineData("<html>404</html>", "is neither a safetensors file nor a PyTorch archive")]
    [InlineData("x", "is neither a safetensors file nor a PyTorch archive")]
    public void Whatever_else_is_refused_with_what_it_seems_to_be(string content, string sentence)
    {
        using var file = TemporaryFile.With(System.Text.Encoding.ASCII.GetBytes(content));

        var error = Assert.Throws<WeightFileException>(() => WeightFile.Open(file.Path));

        Assert.Contains(sentence, error.Message);
    }
}
