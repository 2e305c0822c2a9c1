using System.Runtime.CompilerServices;
using System.Text;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Formats;

/// <summary>
/// What every reader must stand: a class of a reader's tests derives from this one, says how to read a file to its end,
/// and gives a few valid ones.
/// </summary>
/// <param name="folder">
/// The folder below <c>tests/broken</c> with files that the reader must refuse. Beside <c>NAME.EXTENSION</c> lies
/// <c>NAME.EXTENSION.message</c>: the sentence, where <c>FILE</c> stands for the path.
/// </param>
public abstract class HostileInputs(string folder)
{
    private const int Rounds = 10_000;
    private const long MostBytes = 64 << 20;

    /// <summary>Valid files of the format, small; garbage is made from them.</summary>
    protected abstract IReadOnlyList<byte[]> Examples { get; }

    /// <summary>Reads a file to its end and checks whatever must hold of what came out, such as coordinates.</summary>
    protected abstract void ReadAll(string path);

    [Fact]
    public void Every_broken_file_ends_in_its_sentence()
    {
        string[] files = [.. Directory.GetFiles(Broken(folder)).Where(file => !file.EndsWith(".message", StringComparison.Ordinal))];
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            var fault = Assert.Throws<InputException>(() => ReadAll(file));

            string message = fault.Message.Replace(file, "FILE", StringComparison.Ordinal);
            if (Environment.GetEnvironmentVariable("CISTRON_UPDATE") == "1")
                File.WriteAllText($"{file}.message", message + "\n");
            Assert.Equal(File.ReadAllText($"{file}.message").TrimEnd('\n'), message);
        });
    }

    [Fact]
    public void Garbage_is_read_or_refused_in_a_sentence_and_takes_little_memory()
    {
        using var temporary = new TemporaryFolder();
        string path = Path.Combine(temporary.Path, "garbage");
        for (int round = 0; round < Rounds; round++)
        {
            byte[] garbage = Garble(Examples[round % Examples.Count], RandomStream.For(7, $"garbage {folder}", round));
            File.WriteAllBytes(path, garbage);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                ReadAll(path);
            }
            catch (InputException)
            {
                // One sentence, as promised. Whatever else is thrown fails the test with its trace.
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException(
                    $"Round {round} of {folder}: {Convert.ToBase64String(garbage)}", fault);
            }
            long taken = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(taken < MostBytes, $"Round {round} of {folder} took {taken:N0} bytes for {garbage.Length}.");
        }
    }

    [Fact]
    public void The_examples_are_valid()
    {
        using var temporary = new TemporaryFolder();
        string path = Path.Combine(temporary.Path, "example");
        Assert.All(Examples, example =>
        {
            File.WriteAllBytes(path, example);
            ReadAll(path);
        });
    }

    /// <summary>One to four accidents: bytes changed, lost, repeated, cut off, numbers made absurd, pieces exchanged.</summary>
    private static byte[] Garble(byte[] example, RandomStream draws)
    {
        List<byte> bytes = [.. example];
        long accidents = 1 + draws.NextBelow(4);
        for (long accident = 0; accident < accidents && bytes.Count > 0; accident++)
        {
            int place = (int)draws.NextBelow(bytes.Count);
            int length = 1 + (int)draws.NextBelow(Math.Min(16, bytes.Count - place));
            switch (draws.NextBelow(8))
            {
                case 0:
                    bytes[place] = (byte)draws.NextBelow(256);
                    break;
                case 1:
                    bytes.RemoveRange(place, length);
                    break;
                case 2:
                    bytes.InsertRange(place, bytes.GetRange(place, length));
                    break;
                case 3:
                    bytes.RemoveRange(place, bytes.Count - place);
                    break;
                case 4:
                    bytes.InsertRange(place, Absurdities[(int)draws.NextBelow(Absurdities.Length)]);
                    break;
                case 5:
                    int digit = bytes.FindIndex(place, value => value is >= (byte)'0' and <= (byte)'9');
                    if (digit >= 0)
                        bytes.InsertRange(digit, Absurdities[(int)draws.NextBelow(Absurdities.Length)]);
                    break;
                case 6:
                    bytes[place] ^= (byte)(1 << (int)draws.NextBelow(8));
                    break;
                default:
                    int other = (int)draws.NextBelow(bytes.Count);
                    (bytes[place], bytes[other]) = (bytes[other], bytes[place]);
                    break;
            }
        }
        return [.. bytes];
    }

    private static readonly byte[][] Absurdities =
    [
        .. new[]
        {
            "-1", "99999999999999999999", "9223372036854775807", "2147483648", "0", "1e9", "NaN", "\n", "\r", "\r\n", "\t",
            "\"", ";", "=", ">", "@", "+", "#", "//", "\u00e9", "%zz", "..", "<1",
        }.Select(Encoding.UTF8.GetBytes),
        [0], [0xFF, 0xFE], [0x1F, 0x8B, 8, 4], [0xFF, 0xFF, 0xFF, 0x7F],
    ];

    private static string Broken(string folder, [CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "broken", folder));
}
