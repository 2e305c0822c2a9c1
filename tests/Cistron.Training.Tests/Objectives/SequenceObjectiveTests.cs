using System.Text;
using Cistron.Sequences.Randomness;
using Cistron.Torch;
using Cistron.Training.Objectives;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Objectives;

public class SequenceObjectiveTests
{
    [Fact]
    public void An_epoch_shows_every_row_once_with_its_own_target()
    {
        using var scope = new TensorScope();
        var objective = MotifTask.Objective(TinyRecipes.Model, rows: 22, batchSize: 4, accumulate: 2);

        var batches = Enumerable.Range(0, (int)objective.StepsPerEpoch).SelectMany(step => objective.Batches(step));

        var expected = MotifTask.Rows(22, seed: 1);
        Assert.Equal(3, objective.StepsPerEpoch);
        Assert.Equal(
            expected.Bases.Zip(expected.Targets, (bases, target) => $"{MotifTask.Ids(bases)} | {target[0]}").Order(),
            Text(batches).Split('\n').Order());
    }

    [Fact]
    public void The_batches_of_a_step_do_not_depend_on_what_was_asked_before()
    {
        using var scope = new TensorScope();
        var first = MotifTask.Objective(TinyRecipes.Model, rows: 22, batchSize: 4);
        string[] inOrder = [.. Enumerable.Range(0, 20).Select(step => Text(first.Batches(step)))];

        var other = MotifTask.Objective(TinyRecipes.Model, rows: 22, batchSize: 4);

        foreach (int step in new[] { 19, 3, 11, 0, 12 })
            Assert.Equal(inOrder[step], Text(other.Batches(step)));
    }

    [Fact]
    public void A_long_sequence_shows_another_of_its_windows_in_other_epochs()
    {
        using var scope = new TensorScope();
        string bases = SyntheticSequences.Random(400, RandomStream.For(1, "words"));
        var rows = new TargetRows([Encoding.ASCII.GetBytes(bases)], [[1]]);
        var objective = MotifTask.Objective(TinyRecipes.Model, rows, batchSize: 1);

        string[] seen = [.. Enumerable.Range(0, 40).Select(epoch => Text(objective.Batches(epoch)))];

        Assert.InRange(seen.Distinct().Count(), 10, 20);        // 19 windows of 40 bases that overlap by half
        Assert.Equal(seen[7], Text(objective.Batches(7)));
    }

    private static string Text(IEnumerable<Batch> batches) => string.Join("\n", batches.Cast<SequenceBatch>()
        .SelectMany(b => b.Inputs.Zip(b.Targets, (ids, target) => $"{string.Join(' ', ids)} | {target[0]}")));
}
