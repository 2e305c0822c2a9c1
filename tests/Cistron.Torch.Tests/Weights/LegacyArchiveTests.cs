using System.Text;
using Cistron.Torch.Weights;

namespace Cistron.Torch.Tests.Weights;

/// <summary>Files as torch.save wrote them before PyTorch 1.6; what is in their pickles is tried in TorchArchiveTests.</summary>
public class LegacyArchiveTests
{
    private static readonly byte[] Magic =
        [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'];

    private static readonly byte[] Protocol = Pickled(p => p.Number(1001));

    private static readonly byte[] Machine = Pickled(p => p.Instruction('}').Text("little_endian").Raw(0x88).Instruction('s'));

    private static readonly byte[] OneTensor = Pickled(p => p.Tensor("FloatStorage", 0, [2], [1]));

    private static readonly byte[] OneKey = Pickled(p => p.Instruction(']').Text("0").Instruction('a'));

    private static readonly byte[] TwoNumbers = [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x3f, 0, 0, 0, 0x40];

    [Fact]
    public void A_file_of_its_parts_is_read()
    {
        using var scope = new TensorScope();
        using var file = TemporaryFile.With([.. Magic, .. Protocol, .. Machine, .. OneTensor, .. OneKey, .. TwoNumbers]);

        using var archive = WeightFile.Open(file.Path);

        Assert.Equal([1f, 2f], archive.Load("").ToArray<float>());
    }

    [Fact]
    public void A_pickle_of_something_else_is_refused()
    {
        Refused("torch.save did not write", Pickled(p => p.Text("weights")));
        Refused("a protocol of torch.save other than 1001", Magic, Pickled(p => p.Number(1002)));
        Refused("big-endian", Magic, Protocol, Pickled(p => p.Instruction('}').Text("little_endian").Raw(0x89).Instruction('s')));
        Refused("big-endian", Magic, Protocol, Pickled(p => p.Instruction('N')));
    }

    [Fact]
    public void Old_pickles_may_not_call_functions_either()
    {
        Refused("asks for 'os.system'", Magic, Protocol, Machine, Pickled(p => p.Global("os", "system").Text("ls").Raw(0x85, (byte)'R')));
    }

    [Fact]
    public void Storages_that_are_not_as_the_pickle_says_are_refused()
    {
        byte[] start = [.. Magic, .. Protocol, .. Machine, .. OneTensor];
        byte[] number = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x3f], less = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];

        Refused("does not list its storages", start, Pickled(p => p.Text("0")));
        Refused("one that no tensor has", start, Pickled(p => p.Instruction(']').Text("1").Instruction('a')), TwoNumbers);
        Refused("lists a storage twice", start,
            Pickled(p => p.Instruction(']').Text("0").Instruction('a').Text("0").Instruction('a')), TwoNumbers, TwoNumbers);
        Refused("lacks the storage of tensor ''", start, Pickled(p => p.Instruction(']')));
        Refused("gives tensor '' more elements than its storage", start, OneKey, number);
        Refused("ends before its storage '0' does", start, OneKey, TwoNumbers[..^1]);
        Refused("ends before its storage '0' does", start, OneKey, less);
        Refused("it was cut short or damaged", start, OneKey, [2, 0, 0]);
    }

    [Fact]
    public void A_storage_has_one_type_and_is_no_part_of_another()
    {
        byte[] twoTypes = Pickled(p => p.Instruction(']').Instruction('(')
            .Tensor("FloatStorage", 0, [2], [1]).Tensor("LongStorage", 0, [1], [1]).Instruction('e'));
        byte[] part = Pickled(p => p.Raw(Encoding.ASCII.GetBytes("((")).Text("storage").Global("torch", "FloatStorage")
            .Text("0").Text("cpu").Number(2).Numbers(1, 0, 1).Raw((byte)'t', (byte)'Q', (byte)'t'));

        Refused("gives the storage '0' two types", Magic, Protocol, Machine, twoTypes, OneKey, TwoNumbers);
        Refused("a persistent id that names no storage", Magic, Protocol, Machine, part, OneKey, TwoNumbers);
    }

    private static byte[] Pickled(Func<PickleWriter, PickleWriter> write) => write(new PickleWriter()).Ended();

    private static void Refused(string sentence, params ReadOnlySpan<byte[]> parts)
    {
        using var file = TemporaryFile.With([.. parts.ToArray().SelectMany(part => part)]);

        var error = Assert.Throws<WeightFileException>(() => WeightFile.Open(file.Path));

        Assert.Contains(sentence, error.Message);
    }
}
