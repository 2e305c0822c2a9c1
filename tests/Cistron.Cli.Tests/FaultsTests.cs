using Cistron.Models.Folders;
using Cistron.Runs.Folders;
using Cistron.Runs.Tests.Folders;
using Cistron.Sequences.Formats;
using Cistron.Torch;
using Cistron.Torch.Weights;
using Cistron.Training;

namespace Cistron.Cli.Tests;

public sealed class FaultsTests
{
    private const string Command = "finetune run=runs/x data.folder=data";

    public static TheoryData<Exception, int, string> Known => new()
    {
        { new InputException("a.fa", 3, "found", "expected", "remedy"), 2, "a.fa:3: found; expected; remedy." },
        { new ModelFolderException("m holds no model"), 2, "m holds no model" },
        { new WeightFileException("w.safetensors", "is cut short"), 2, "w.safetensors: is cut short" },
        { new RunFolderException("runs/x is in use"), 2, "runs/x is in use" },
        { new TrainingException("the loss is NaN at step 3"), 1, "the loss is NaN at step 3" },
        { new TorchException("the bridge was not found", TorchErrorKind.NotLoaded), 1, "the bridge was not found" },
        {
            new TorchException("aten::mm: out of memory\nat x.cpp", TorchErrorKind.OutOfMemory), 1,
            "the memory is exhausted (aten::mm: out of memory); give a smaller batch_size, or shorter windows"
        },
        { new OperationCanceledException(), 1, "stopped before the end; the same command starts it again" },
        { new IOException("No space left on device"), 1, "No space left on device" },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void A_known_fault_is_its_own_sentence(Exception fault, int code, string sentence)
    {
        Transcript transcript = Transcript.Of(Command, [FakeRuns.Failing(fault)]);

        Assert.Equal((ExitCode)code, transcript.Code);
        Assert.Equal($"cistron: {sentence}\n", transcript.Errors);
        Assert.Empty(transcript.Output);
    }

    [Fact]
    public void The_name_of_a_device_that_is_none_is_wrong_input()
    {
        Transcript transcript = Transcript.Of($"{Command} device=gpu", [FakeRuns.OnDevice]);

        Assert.Equal(ExitCode.WrongInput, transcript.Code);
        Assert.Equal("cistron: 'gpu' names no device; write auto, cpu, cuda or cuda:N\n", transcript.Errors);
    }

    [Fact]
    public void An_unexpected_fault_keeps_its_trace_in_a_file()
    {
        using var folder = new TemporaryFolder();

        Transcript transcript = Transcript.Of(
            Command, [FakeRuns.Failing(new InvalidOperationException("a bug\nwith details"))], traceFolder: folder.Path);

        string trace = Assert.Single(folder.Names);
        Assert.Equal(ExitCode.Failed, transcript.Code);
        Assert.Equal(
            $"cistron: unexpected fault: a bug; the full trace is in {folder[trace]}, for a report\n", transcript.Errors);
        Assert.Contains("with details", File.ReadAllText(folder[trace]));
    }

    [Fact]
    public void A_trace_that_cannot_be_kept_is_shown()
    {
        Transcript transcript = Transcript.Of(Command, [FakeRuns.Failing(new InvalidOperationException("a bug"))]);

        Assert.Contains("the full trace follows\nSystem.InvalidOperationException: a bug", transcript.Errors);
    }
}
