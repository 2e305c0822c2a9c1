using System.IO.Compression;
using System.Text;
using Cistron.Torch.Weights;

namespace Cistron.Torch.Tests.Weights;

public class TorchArchiveTests
{
    [Theory]
    [InlineData("state_dict")]
    [InlineData("protocol4")]
    [InlineData("checkpoint")]
    [InlineData("types")]
    [InlineData("views")]
    [InlineData("legacy_checkpoint")]
    [InlineData("legacy_types")]
    [InlineData("legacy_views")]
    public void Tensors_that_PyTorch_saved_are_loaded_bit_for_bit(string name)
    {
        using var scope = new TensorScope();
        using var fixture = Fixture.Open("archives.safetensors");
        var expected = fixture.LoadAll($"{name}/");

        using var archive = TorchArchive.Open(Fixture.Path($"{name}.pt"));

        Assert.Equal(expected.Keys.Order(), archive.Names.Order());
        foreach (var (tensorName, tensor) in expected)
        {
            Assert.Equal(tensor.Shape, archive.Shape(tensorName));
            Assert.Equal(tensor.DType, archive.DType(tensorName));
            TensorAssert.Same(tensor, archive.Load(tensorName));
        }
    }

    [Fact]
    public void Nested_collections_become_dotted_names_in_the_order_of_the_file()
    {
        using var archive = TorchArchive.Open(Fixture.Path("checkpoint.pt"));

        Assert.Equal("model.embedding.weight", archive.Names[0]);
        Assert.Contains("optimizer.state.0.exp_avg", archive.Names);
        Assert.Equal(["history.0", "history.1.0", "parameter"], archive.Names.TakeLast(3));
    }

    [Fact]
    public void A_file_that_is_one_tensor_has_it_under_the_empty_name()
    {
        using var scope = new TensorScope();
        using var archive = TorchArchive.Open(Fixture.Path("tensor.pt"));

        Assert.Equal([""], archive.Names);
        Assert.Equal([4, 6], archive.Load("").Shape);
    }

    [Fact]
    public void Loading_leaves_no_tensor_but_the_loaded_one()
    {
        using var archive = TorchArchive.Open(Fixture.Path("views.pt"));
        long before = LiveTensors.Settled();

        foreach (string name in archive.Names)
            archive.Load(name).Dispose();

        Assert.Equal(before, Tensor.LiveCount);
    }

    [Fact]
    public void A_pickle_that_calls_a_function_of_the_system_is_refused_by_its_name()
    {
        var error = Assert.Throws<WeightFileException>(() => TorchArchive.Open(Fixture.Path("evil.pt")));

        Assert.Contains("was refused: its pickle asks for 'posix.system'", error.Message);
    }

    [Fact]
    public void Even_a_harmless_name_is_refused_when_it_is_not_needed_for_tensors()
    {
        var error = Assert.Throws<WeightFileException>(() => TorchArchive.Open(Fixture.Path("size.pt")));

        Assert.Contains("'torch.Size'", error.Message);
        Assert.EndsWith("save the state_dict alone", error.Message);
    }

    [Theory]
    [InlineData("cos\ns\n", "asks for 'os.s'")]
    [InlineData("\u008c\u0002os\u008c\u0001s\u0093", "asks for 'os.s'")]
    [InlineData("(ios\ns\n", "the instruction INST")]
    [InlineData(")o", "the instruction OBJ")]
    [InlineData("\u0081", "the instruction NEWOBJ")]
    [InlineData("\u0092", "the instruction NEWOBJ_EX")]
    [InlineData("\u0082\u0001", "the instruction EXT1")]
    [InlineData("P0\n", "the instruction PERSID")]
    [InlineData("\u00fe", "the instruction 0xfe")]
    [InlineData("N)R", "calls something other than a function")]
    [InlineData("]}b", "sets the state of an object that is no OrderedDict")]
    [InlineData("NQ", "a persistent id that names no storage")]
    [InlineData("}(NNu", "neither short text nor a whole number")]
    [InlineData("}(Nu", "sets items of something other than a dictionary")]
    [InlineData("N(Ne", "appends to something other than a list")]
    [InlineData("h\u0009", "recalls what it never remembered")]
    [InlineData("N(\u0086", "takes more than there is")]
    [InlineData("t", "takes more than there is")]
    [InlineData("q\u0000", "takes more than there is")]
    [InlineData("X\u00ff\u00ff\u00ff\u00ff", "ends inside an instruction")]
    [InlineData("X\u00ff\u00ff\u00ff\u007f", "ends inside an instruction")]
    [InlineData("cos", "ends inside an instruction")]
    [InlineData("\u008a\u0009\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009", "beyond 64 bits")]
    public void An_instruction_outside_of_plain_collections_is_refused(string instructions, string sentence)
    {
        AssertRefused(new PickleWriter().Raw(Encoding.Latin1.GetBytes(instructions)).Archive(), sentence);
    }

    [Fact]
    public void A_storage_cannot_be_called_and_a_tensor_not_be_made_of_other_arguments()
    {
        AssertRefused(WithoutArguments("torch", "FloatStorage"),
            "calls torch.FloatStorage with arguments it does not take");
        AssertRefused(WithoutArguments("torch._utils", "_rebuild_tensor_v2"),
            "calls torch._utils._rebuild_tensor_v2 with arguments it does not take");

        static byte[] WithoutArguments(string module, string name) =>
            new PickleWriter().Global(module, name).Instruction(')').Instruction('R').Archive();
    }

    [Theory]
    [InlineData(0, new long[] { 5 }, new long[] { 1 }, "more elements than its storage of 16 bytes has")]
    [InlineData(1, new long[] { 4 }, new long[] { 1 }, "more elements than its storage of 16 bytes has")]
    [InlineData(-1, new long[] { 2 }, new long[] { 1 }, "more elements than its storage of 16 bytes has")]
    [InlineData(0, new long[] { 2, 2 }, new long[] { 3, 1 }, "more elements than its storage of 16 bytes has")]
    [InlineData(0, new long[] { 2 }, new long[] { -1 }, "more elements than its storage of 16 bytes has")]
    [InlineData(0, new long[] { -2 }, new long[] { 1 }, "more elements than its storage of 16 bytes has")]
    [InlineData(0, new long[] { 2, 2 }, new long[] { 1 }, "more elements than its storage of 16 bytes has")]
    [InlineData(long.MaxValue, new long[] { 2 }, new long[] { long.MaxValue }, "more elements than its storage of 16 bytes has")]
    [InlineData(0, new long[] { 1L << 32, 1L << 32 }, new long[] { 0, 0 }, "more elements than its storage of 16 bytes has")]
    [InlineData(0, new long[] { 1L << 40 }, new long[] { 0 }, "repeats the elements of tensor ''")]
    public void A_tensor_that_reaches_beyond_its_storage_or_blows_it_up_is_refused(
        long offset, long[] shape, long[] strides, string sentence)
    {
        var pickle = new PickleWriter().Tensor("FloatStorage", offset, shape, strides);

        AssertRefused(pickle.Archive(("data/0", new byte[16])), sentence);
    }

    [Fact]
    public void A_tensor_without_elements_may_lie_anywhere_in_its_storage()
    {
        using var scope = new TensorScope();
        var pickle = new PickleWriter().Tensor("FloatStorage", 4, [0, 3], [3, 1]);
        using var file = TemporaryFile.With(pickle.Archive(("data/0", new byte[16])));

        using var archive = TorchArchive.Open(file.Path);

        Assert.Equal([0, 3], archive.Load("").Shape);
    }

    [Fact]
    public void Types_that_Cistron_has_not_are_refused_by_name()
    {
        AssertRefused(new PickleWriter().Tensor("ComplexFloatStorage", 0, [1], [1]).Archive(("data/0", new byte[8])),
            "'torch.ComplexFloatStorage'");
    }

    [Fact]
    public void A_storage_that_is_not_in_the_archive_is_missed_at_once()
    {
        var pickle = new PickleWriter().Tensor("FloatStorage", 0, [1], [1]);

        AssertRefused(pickle.Archive(), "lacks the storage of tensor ''");
    }

    [Fact]
    public void Big_endian_numbers_are_refused()
    {
        AssertRefused(new PickleWriter().Instruction('N').Archive(("byteorder", "big"u8.ToArray())), "big-endian");
    }

    [Fact]
    public void Two_tensors_with_one_dotted_name_are_refused()
    {
        var pickle = new PickleWriter().Instruction('}').Instruction('(')
            .Text("a.b").Tensor("FloatStorage", 0, [1], [1])
            .Text("a").Instruction('}').Instruction('(').Text("b").Tensor("FloatStorage", 0, [1], [1]).Instruction('u')
            .Instruction('u');

        AssertRefused(pickle.Archive(("data/0", new byte[4])), "two tensors that would be named 'a.b'");
    }

    [Fact]
    public void A_list_that_contains_itself_does_not_end_the_program()
    {
        var pickle = new PickleWriter().Raw((byte)']', (byte)'q', 0, (byte)'h', 0, (byte)'a');

        AssertRefused(pickle.Archive(), "nests its collections deeper, or into more items");
    }

    [Fact]
    public void A_dictionary_that_contains_itself_under_the_empty_name_does_not_end_the_program()
    {
        var pickle = new PickleWriter().Raw((byte)'}', (byte)'q', 0).Text("").Raw((byte)'h', 0, (byte)'s');

        AssertRefused(pickle.Archive(), "nests its collections deeper, or into more items");
    }

    [Fact]
    public void Lists_that_contain_the_one_before_twice_do_not_fill_the_memory()
    {
        var pickle = new PickleWriter().Tensor("FloatStorage", 0, [1], [1]).Raw((byte)'q', 0);
        for (int depth = 0; depth < 60; depth++)
            pickle.Raw((byte)'h', 0, (byte)'h', 0, 0x86, (byte)'q', 0);

        AssertRefused(pickle.Archive(("data/0", new byte[4])), "nests its collections deeper, or into more items");
    }

    [Fact]
    public void Compressed_entries_are_refused_since_PyTorch_writes_none()
    {
        byte[] archive = PickleWriter.Zip(CompressionLevel.Optimal, ("data.pkl", "\u0002N."u8.ToArray()),
            ("data/0", new byte[1 << 20]));

        AssertRefused(archive, "has the compressed entry 'archive/");
    }

    [Fact]
    public void A_zip_file_of_something_else_is_refused()
    {
        AssertRefused(PickleWriter.Zip(CompressionLevel.NoCompression, ("readme.txt", [1])), "without data.pkl");
    }

    [Fact]
    public void An_archive_that_was_cut_short_is_refused()
    {
        byte[] archive = File.ReadAllBytes(Fixture.Path("state_dict.pt"));

        AssertRefused(archive[..^100], "without its directory; it was cut short");
    }

    [Fact]
    public void A_text_file_is_no_archive()
    {
        AssertRefused("weights"u8.ToArray(), "is no PyTorch archive");
    }

    private static void AssertRefused(byte[] archive, string sentence)
    {
        using var file = TemporaryFile.With(archive);

        var error = Assert.Throws<WeightFileException>(() => TorchArchive.Open(file.Path));

        Assert.Contains(sentence, error.Message);
    }
}
