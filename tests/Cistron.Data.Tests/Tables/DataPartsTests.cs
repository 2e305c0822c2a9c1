using Cistron.Data.Recipes;
using Cistron.Data.Tables;
using Cistron.Runs;
using Cistron.Runs.Recipes;
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

    [Fact]
    public void Files_of_classes_may_have_test_files_beside_them()
    {
        foreach (string name in new[] { "a", "b", "at", "bt" })
            File.WriteAllText(_folder[$"{name}.fa"], $">{name}1\nACGT\n");

        var (train, _, test) = DataParts.Read(new DatasetRecipe
        {
            Classes = new Dictionary<string, string> { ["a"] = _folder["a.fa"], ["b"] = _folder["b.fa"] },
            TestClasses = new Dictionary<string, string> { ["b"] = _folder["bt.fa"], ["a"] = _folder["at.fa"] },
        }, Alphabet.Dna, this);

        Assert.Equal([("a1", "a"), ("b1", "b")], train.Samples.Select(sample => (sample.Id, sample.Label)));
        Assert.Equal([("bt1", "b"), ("at1", "a")], test!.Samples.Select(sample => (sample.Id, sample.Label)));
    }

    [Fact]
    public void Test_files_are_those_of_the_same_classes()
    {
        var fault = Assert.Throws<RecipeException>(() => RecipeBinder.Bind<DatasetRecipe>((RecipeText?)null,
            ["classes={a: a.fa, b: b.fa}", "test_classes={a: c.fa}"]));

        Assert.Contains("test_classes must name the classes of 'classes'", fault.Message, StringComparison.Ordinal);
    }

    void IWorkLog.Note(string sentence) => _notes.Add(sentence);

    void IWorkLog.Warn(string sentence) => throw new NotSupportedException(sentence);

    void IWorkLog.Progress(string what, long done, long? total, string unit)
    {
    }
}
