using System.Text;
using Cistron.Torch.Weights;

namespace Cistron.Torch.Tests.Weights;

public class SafeTensorsFileTests
{
    [Fact]
    public void Tensors_are_listed_with_type_and_shape_and_loaded_alone()
    {
        const string header = """
            {"b":{"dtype":"I64","shape":[2],"data_offsets":[8,24]},
             "__metadata__":{"format":"pt","by":"hand"},
             "a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},
             "none":{"dtype":"BOOL","shape":[3,0],"data_offsets":[24,24]},
             "number":{"dtype":"U8","shape":[],"data_offsets":[24,25]}}
            """;
        using var file = TemporaryFile.With(Bytes(header, [.. Floats(1.5f, -2), .. Longs(3, 1L << 40), 200]));
        using var scope = new TensorScope();

        using var weights = SafeTensorsFile.Open(file.Path);

        Assert.Equal(["b", "a", "none", "number"], weights.Names);
        Assert.Equal("hand", weights.Metadata["by"]);
        Assert.Equal(DType.Int64, weights.DType("b"));
        Assert.Equal([1, 2], weights.Shape("a"));
        Assert.Equal([1.5f, -2], weights.Load("a").ToArray<float>());
        Assert.Equal([3, 1L << 40], weights.Load("b").ToArray<long>());
        Assert.Equal([3, 0], weights.Load("none").Shape);
        Assert.Equal([200], weights.Load("number").ToArray<byte>());
    }

    [Fact]
    public void A_loaded_tensor_outlives_the_file()
    {
        using var scope = new TensorScope();
        const string header = """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""";
        using var file = TemporaryFile.With(Bytes(header, Floats(7)));

        Tensor a;
        using (var weights = SafeTensorsFile.Open(file.Path))
            a = weights.Load("a");
        File.WriteAllBytes(file.Path, new byte[100]);

        Assert.Equal([7f], a.ToArray<float>());
    }

    [Theory]
    [InlineData("""["a"]""", "the header is not the JSON object")]
    [InlineData("""{"a":7}""", "tensor 'a' is not the JSON object")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""", "is not JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} {}""", "is not JSON")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "is not JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
        "names tensor 'a' twice")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]}}""",
        "the dtype 'F8_E4M3'; readable are BOOL, U8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""",
        "something other than a whole number in the shape of tensor 'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""",
        "something other than a whole number in the shape of tensor 'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[[2]],"data_offsets":[0,8]}}""",
        "something other than a whole number in the shape of tensor 'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,8]}}""",
        "something other than a whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296,4294967296],"data_offsets":[0,8]}}""",
        "do not fill")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0,4294967296,4294967296],"data_offsets":[0,0]}}""", "do not fill")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""",
        "the bytes [0, 8), which Float32 elements of shape [3] do not fill")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "the bytes [8, 0)")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,16]}}""", "the two data_offsets of tensor 'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", "the two data_offsets of tensor 'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"strides":[1]}}""",
        "a field 'strides' that is unknown")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
        "a field 'dtype' that is unknown or was given before")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""",
        "starts tensor 'a' at byte 4 of the data, but the one before it ends at 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""",
        "starts tensor 'b' at byte 4 of the data, but the one before it ends at 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""",
        "has 8 bytes of data where its header speaks of 16")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
        "has 8 bytes of data where its header speaks of 4")]
    [InlineData("""{"__metadata__":{"n":1}}""", "__metadata__ entry 'n' is not the JSON string")]
    [InlineData("""{"__metadata__":{"n":"1","n":"2"}}""", "the __metadata__ entry 'n' twice")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", "has __metadata__ twice")]
    public void A_header_that_breaks_a_rule_is_refused_with_one_sentence(string header, string sentence)
    {
        using var file = TemporaryFile.With(Bytes(header, new byte[8]));

        var error = Assert.Throws<WeightFileException>(() => SafeTensorsFile.Open(file.Path));

        Assert.StartsWith($"{file.Path}: ", error.Message);
        Assert.Contains(sentence, error.Message);
        Assert.Equal(file.Path, error.Path);
    }

    [Fact]
    public void More_dimensions_than_any_tensor_has_are_refused()
    {
        string ones = string.Join(',', Enumerable.Repeat(1, 65));
        string header = $$"""{"a":{"dtype":"U8","shape":[{{ones}}],"data_offsets":[0,1]} }""";
        using var file = TemporaryFile.With(Bytes(header, [1]));

        var error = Assert.Throws<WeightFileException>(() => SafeTensorsFile.Open(file.Path));

        Assert.Contains("more than 64 dimensions", error.Message);
    }

    [Theory]
    [InlineData(new byte[] { }, "is empty")]
    [InlineData(new byte[] { 1, 0, 0 }, "is too short")]
    [InlineData(new byte[] { 100, 0, 0, 0, 0, 0, 0, 0, (byte)'{' }, "announces a header of 100 bytes but has 9")]
    [InlineData(new byte[] { 1, 0xE1, 0xF5, 5, 0, 0, 0, 0, (byte)'{' }, "announces a header of 100000001 bytes, more than the 100000000")]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, (byte)'{' }, "announces a header of 18446744073709551615 bytes")]
    [InlineData(new byte[] { 4, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'"', 0xFF, (byte)'}' }, "is not UTF-8")]
    public void A_length_that_cannot_be_is_refused(byte[] content, string sentence)
    {
        using var file = TemporaryFile.With(content);

        var error = Assert.Throws<WeightFileException>(() => SafeTensorsFile.Open(file.Path));

        Assert.Contains(sentence, error.Message);
    }

    [Fact]
    public void Words_of_the_file_are_printed_without_what_could_steer_a_terminal()
    {
        using var file = TemporaryFile.With(Bytes("""{"a\u001b[2J":7}""", []));

        var error = Assert.Throws<WeightFileException>(() => SafeTensorsFile.Open(file.Path));

        Assert.Contains("tensor 'a?[2J'", error.Message);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var error = Assert.Throws<WeightFileException>(() => SafeTensorsFile.Open("/nowhere/model.safetensors"));

        Assert.StartsWith("/nowhere/model.safetensors: cannot be opened (", error.Message);
    }

    [Fact]
    public void A_tensor_that_is_not_there_is_named()
    {
        using var fixture = Fixture.Open("adamw.safetensors");

        var error = Assert.Throws<WeightFileException>(() => fixture.Load("final/wheight"));

        Assert.Contains($"has no tensor 'final/wheight' among its {fixture.Names.Count}", error.Message);
    }

    [Fact]
    public void A_closed_file_loads_nothing()
    {
        var fixture = Fixture.Open("adamw.safetensors");
        fixture.Dispose();
        fixture.Dispose();

        Assert.Throws<ObjectDisposedException>(() => fixture.Load("final/weight"));
    }

    private static byte[] Bytes(string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((long)text.Length), .. text, .. data];
    }

    private static byte[] Floats(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private static byte[] Longs(params long[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
