using System.Buffers.Binary;
using Cistron.Torch.Modules;
using Cistron.Torch.Weights;

namespace Cistron.Torch.Tests.Weights;

public class SafeTensorsTests
{
    [Fact]
    public void What_is_written_is_read_back_bit_for_bit_whatever_its_type_and_shape()
    {
        using var scope = new TensorScope();
        using var file = new TemporaryFile();
        long[][] shapes = [[], [0], [3, 0, 2], [7], [2, 3, 5]];
        KeyValuePair<string, Tensor>[] tensors =
        [
            .. from dtype in Enum.GetValues<DType>()
               from shape in shapes
               select KeyValuePair.Create($"{dtype} {shape.Length}.{shape.Sum()}", (Operators.Randn(shape) * 10).To(dtype)),
        ];

        SafeTensors.Write(file.Path, tensors);

        using var read = SafeTensorsFile.Open(file.Path);
        Assert.Equal(tensors.Select(t => t.Key).Order(), read.Names.Order());
        foreach (var (name, tensor) in tensors)
            TensorAssert.Same(tensor, read.Load(name));
    }

    [Fact]
    public void Names_and_metadata_in_any_script_survive()
    {
        using var scope = new TensorScope();
        using var file = new TemporaryFile();

        var notes = new Dictionary<string, string> { ["ключ"] = "\\" };

        SafeTensors.Write(file.Path, [new("größe \"1\"\n", Operators.Ones([1]))], notes);

        using var read = SafeTensorsFile.Open(file.Path);
        Assert.Equal(["größe \"1\"\n"], read.Names);
        Assert.Equal([new("ключ", "\\")], read.Metadata);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Every_tensor_starts_at_a_multiple_of_its_element(int nameLength)
    {
        using var scope = new TensorScope();
        using var stream = new MemoryStream();
        var (narrow, wide) = (Operators.Ones([3], DType.Bool), Operators.Ones([1], DType.Float64));

        SafeTensors.Write(stream, [new(new string('x', nameLength), narrow), new("y", wide)]);

        byte[] bytes = stream.ToArray();
        long header = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.Equal(0, header % 8);
        Assert.Equal((byte)'{', bytes[8]);
        Assert.Equal(8 + header + 8 + 3, bytes.Length);
        Assert.Equal(1.0, BitConverter.ToDouble(bytes, (int)(8 + header)));
    }

    [Fact]
    public void The_metadata_says_that_PyTorch_can_read_the_file_unless_the_writer_has_notes()
    {
        using var scope = new TensorScope();
        using var file = new TemporaryFile();

        SafeTensors.Write(file.Path, []);

        using var read = SafeTensorsFile.Open(file.Path);
        Assert.Equal([new("format", "pt")], read.Metadata);
        Assert.Empty(read.Names);
    }

    [Fact]
    public void A_tied_tensor_is_written_once_and_its_other_name_noted()
    {
        using var scope = new TensorScope();
        using var file = new TemporaryFile();
        Tensor weight = new Embedding(5, 3, 1).Weight;

        SafeTensors.Write(file.Path, [new("embedding.weight", weight), new("decoder.weight", weight)]);

        using var read = SafeTensorsFile.Open(file.Path);
        Assert.Equal(["embedding.weight"], read.Names);
        Assert.Equal("embedding.weight", read.Metadata["decoder.weight"]);
        Assert.Equal("pt", read.Metadata["format"]);
        TensorAssert.Same(weight, read.Load("embedding.weight"));
    }

    [Fact]
    public void A_view_is_written_in_row_major_order()
    {
        using var scope = new TensorScope();
        using var file = new TemporaryFile();
        var square = Tensor.From<float>([1, 2, 3, 4], 2, 2);

        SafeTensors.Write(file.Path,
            [new("square", square), new("transposed", square.Transpose(0, 1)), new("column", square.Select(1, 1))]);

        using var read = SafeTensorsFile.Open(file.Path);
        Assert.Equal([1f, 3, 2, 4], read.Load("transposed").ToArray<float>());
        Assert.Equal([2f, 4], read.Load("column").ToArray<float>());
    }

    [Fact]
    public void A_name_given_twice_is_refused()
    {
        using var scope = new TensorScope();
        using var stream = new MemoryStream();
        var (one, other) = (Operators.Ones([1]), Operators.Ones([1]));

        Assert.Throws<ArgumentException>(() => SafeTensors.Write(stream, [new("a", one), new("a", other)]));
        Assert.Throws<ArgumentException>(() => SafeTensors.Write(stream, [new("__metadata__", one)]));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_older_file_and_nothing_else()
    {
        using var scope = new TensorScope();
        using var file = TemporaryFile.With("older"u8.ToArray());
        var (good, disposed) = (Operators.Ones([1]), Operators.Ones([1]));
        disposed.Dispose();

        Assert.Throws<ObjectDisposedException>(() =>
            SafeTensors.Write(file.Path, [new("a", good), new("b", disposed)]));

        Assert.Equal("older", File.ReadAllText(file.Path));
        Assert.Equal(["file"], file.Neighbours);
    }

    [Fact]
    public void A_write_that_succeeds_replaces_the_older_file_and_leaves_nothing_else()
    {
        using var scope = new TensorScope();
        using var file = TemporaryFile.With("older"u8.ToArray());

        SafeTensors.Write(file.Path, [new("a", Operators.Ones([1]))]);

        using var read = SafeTensorsFile.Open(file.Path);
        Assert.Equal(["a"], read.Names);
        Assert.Equal(["file"], file.Neighbours);
    }

    [Fact]
    public void Writing_and_loading_leave_no_tensor_behind()
    {
        using var file = new TemporaryFile();
        using var tensor = Operators.Ones([20, 30]);
        using var view = tensor.Transpose(0, 1);
        long before = LiveTensors.Settled();

        SafeTensors.Write(file.Path, [new("a", tensor), new("b", view)]);
        using (var read = SafeTensorsFile.Open(file.Path))
            read.Load("b").Dispose();

        Assert.Equal(before, Tensor.LiveCount);
    }
}
