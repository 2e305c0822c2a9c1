using Cistron.Runs.Recipes;
using Cistron.Training.Recipes;
using Cistron.Training.Sweeps;

namespace Cistron.Training.Tests.Sweeps;

public sealed class SweepGridTests
{
    [Fact]
    public void There_is_a_cell_for_every_combination_the_last_key_changing_fastest()
    {
        var cells = Cells("grid: {data.train_rows: [500, 20], seed: [1, 2]}");

        Assert.Equal(
            ["train_rows-500-seed-1", "train_rows-500-seed-2", "train_rows-20-seed-1", "train_rows-20-seed-2"],
            cells.Select(cell => cell.Name));
        Assert.Equal(["data.train_rows=20", "seed=1"], cells[2].Arguments);
        Assert.Equal(["data.train_rows", "seed"], cells[2].Factors.Keys);
        Assert.Equal(["20", "1"], cells[2].Factors.Values);
    }

    [Fact]
    public void Every_arm_is_combined_with_the_whole_grid_and_lies_over_the_set_of_all()
    {
        var cells = Cells("""
            set: {training.steps: 5}
            arms:
              - {name: scratch, set: {pretrained: null, tokenizer: {k: 3}}}
              - {name: pretrained}
            grid: {seed: [1, 2]}
            """);

        Assert.Equal(["scratch-seed-1", "scratch-seed-2", "pretrained-seed-1", "pretrained-seed-2"], cells.Select(cell => cell.Name));
        Assert.Equal(["training.steps=5", "pretrained=null", "tokenizer.k=3", "seed=2"], cells[1].Arguments);
        Assert.Equal(["scratch", "2"], cells[1].Factors.Values);
        Assert.Equal(["training.steps=5", "seed=1"], cells[2].Arguments);
    }

    [Fact]
    public void Arms_alone_are_cells_of_their_names() =>
        Assert.Equal(["a", "b"], Cells("arms: [{name: a}, {name: b, set: {seed: 2}}]").Select(cell => cell.Name));

    [Fact]
    public void An_arm_may_have_blanks_in_its_name_and_its_folder_has_none()
    {
        var cell = Cells("arms: [{name: from scratch}]\ngrid: {seed: [1]}")[0];

        Assert.Equal("from-scratch-seed-1", cell.Name);
        Assert.Equal("from scratch", cell.Factors["arm"]);
    }

    [Fact]
    public void A_key_is_shortened_where_no_other_ends_alike() =>
        Assert.Equal("head.dropout-0.1-model.dropout-0-rate-3e-4",
            Cells("grid: {head.dropout: [0.1], model.dropout: [0], training.rate: [3e-4]}")[0].Name);

    [Fact]
    public void A_name_stays_the_same_when_the_sweep_grows()
    {
        var before = Cells("grid: {pretrained: [null, runs/a/model], seed: [1]}");
        var after = Cells("grid: {pretrained: [runs/b/model, runs/a/model, null], seed: [2, 1]}");

        Assert.Equal(6, after.Count);
        Assert.Subset(after.Select(cell => cell.Name).ToHashSet(), before.Select(cell => cell.Name).ToHashSet());
    }

    [Fact]
    public void Values_that_no_folder_can_be_named_after_stay_apart_and_readable()
    {
        var names = Cells("grid: {pretrained: [runs/a, runs-a, 'runs a', [runs, a], ../../x]}").Select(cell => cell.Name).ToArray();

        Assert.Equal(5, names.Distinct().Count());
        Assert.Equal("pretrained-runs-a", names[1]);
        Assert.All(names, name => Assert.Matches(@"\Apretrained-[A-Za-z0-9_.+-]+\z", name));
        Assert.All(names[2..4], name => Assert.StartsWith("pretrained-runs", name.Replace("-\"", "-"), StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_value_makes_a_name_of_bounded_length()
    {
        string tail = new('x', 5000);

        var names = Cells($"grid: {{pretrained: [a{tail}, b{tail}], seed: [1]}}").Select(cell => cell.Name).ToArray();

        Assert.All(names, name => Assert.InRange(name.Length, 1, 200));
        Assert.NotEqual(names[0], names[1]);
    }

    [Fact]
    public void Two_cells_of_one_name_are_refused()
    {
        var fault = Assert.Throws<RecipeException>(() => Cells("arms: [{name: Mini}, {name: mini}]"));

        Assert.Equal("sweep: two cells would have the name 'Mini'; rename an arm", fault.Message);
    }

    private static IReadOnlyList<SweepCell> Cells(string yaml) => SweepGrid.Cells(RecipeBinder.Bind<SweepRecipe>(
        new RecipeText("sweep.yaml", $"run: runs/x\nverb: finetune\n{yaml}\n"), []));
}
