using Cistron.Data.Recipes;
using Cistron.Data.Tables;
using Cistron.Runs;
using Cistron.Runs.Tests.Folders;
using Cistron.Sequences.Alphabets;

namespace Cistron.Data.Tests.Tables;

public sealed class DataPartsTests : IDisposable, IWorkLog
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _notes = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Letters_of_the_files_of_all_classes_are_counted_together()
    {
        File.WriteAllText(_folder["a.fa"], ">1\nACGU\n>2\nacgt\n");
        File.WriteAllText(_folder["b.fa"], ">1\nNNGU\n");

        var (train, dev, test) = DataParts.Read(
            new DatasetRecipe { Classes = new Dictionary<string, string> { ["a"] = _folder["a.fa"], ["b"] = _folder["b.fa"] } },
            Alphabet.Dna, this);

        Assert.Null(dev ?? test);
        Assert.Equal(new LetterCounts(12, 4, 2, 2), train.Letters);
        Assert.Equal(2, _notes.Count);
    }

    void IWorkLog.Note(string sentence) => _notes.Add(sentence);

    void IWorkLog.Warn(string sentence) => throw new NotSupportedException(sentence);

    void IWorkLog.Progress(string what, long done, long? total, string unit)
    {
    }
}
