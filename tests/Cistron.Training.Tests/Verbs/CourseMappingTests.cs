using Cistron.Runs.Folders;
using Cistron.Sequences.Formats;
using Cistron.Training.Interpretation;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

public sealed class CourseMappingTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Every_kept_checkpoint_is_measured_and_some_are_mapped()
    {
        string run = Pretrain(keepEvery: 3);

        CourseResult result = Map(run);

        Assert.Equal([3, 6, 9, 10], result.Steps.Select(step => step.Step));
        Assert.Equal(["base 1", "base 2", "base 3", "bases 1, 2", "bases 1, 3", "bases 2, 3"], result.Places);
        Assert.All(result.Steps, step => Assert.True(double.IsFinite(step.Loss)));
        Assert.All(result.Steps, step => Assert.Equal(15.0 / 63, step.Separations[0].Chance, 1e-12));
        Assert.All(result.Steps, step => Assert.Equal(3.0 / 63, step.Separations[3].Chance, 1e-12));
        string[] rows = File.ReadAllLines(Path.Combine(_temporary["course"], CourseMapping.TableFile));
        Assert.Equal(["step\ttoken\ttsne_1\ttsne_2", "3", "9", "10"],
            [rows[0], .. rows.Skip(1).Select(row => row.Split('\t')[0]).Distinct()]);
        Assert.Equal(1 + 3 * 64, rows.Length);
        Assert.True(File.Exists(result.Report));
    }

    [Fact]
    public void The_last_step_has_the_vectors_of_the_released_model()
    {
        string run = Pretrain(keepEvery: 5);
        var last = new TokensRecipe { Model = new RunPaths(run).Model, Output = _temporary["tokens"], Steps = 4, Neighbours = 5 };

        CourseStep course = Map(run).Steps.Single(step => step.Step == Released(run));

        Assert.Equal(TokenMapping.Run(last, new RecordingLog(), default).Separations.Skip(1).Select(row => row.Separation),
            course.Separations.Take(3));
    }

    [Fact]
    public void A_run_that_kept_nothing_says_which_key_to_set()
    {
        string run = Pretrain(keepEvery: null);
        foreach (var checkpoint in new CheckpointFolders(new RunPaths(run).Checkpoints).Complete.SkipLast(1))
            Directory.Delete(checkpoint.Path, recursive: true);

        var refusal = Assert.Throws<InputException>(() => Map(run));

        Assert.Contains("training.keep_every=N", refusal.Message);
        Assert.False(Directory.Exists(_temporary["course"]));
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(3, 6, 2)]
    [InlineData(6, 21, 5)]
    public void Every_place_and_every_pair_may_order_tokens(int length, int kinds, int adjacent)
    {
        var places = BasePlaces.Of(length);

        Assert.Equal(kinds, places.Count);
        Assert.Equal(adjacent, places.Count(place => place.IsAdjacent));
        Assert.Equal(kinds, places.Select(place => place.Title).Distinct().Count());
    }

    private CourseResult Map(string run) => CourseMapping.Run(
        new CourseRecipe { Run = run, Output = _temporary["course"], Maps = 3, Steps = 4, Neighbours = 5 }, new RecordingLog(), default);

    private static long Released(string run) => JsonFile.Read<PretrainResult>(new RunPaths(run).Result).ReleasedStep;

    private string Pretrain(long? keepEvery)
    {
        string corpus = _temporary.Write("corpus.fa", SyntheticSequences.Fasta(records: 20, length: 400));
        var recipe = TinyRecipes.Pretrain(_temporary["run"], corpus);
        Assert.NotNull(Pretraining.Run(recipe with { Training = recipe.Training with { KeepEvery = keepEvery, AverageDecay = null } }, new RecordingLog(), default).Result);
        return recipe.Run;
    }
}
