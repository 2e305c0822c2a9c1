using System.Xml.Linq;
using Cistron.Runs.Reports;

namespace Cistron.Training.Tests.Reports;

public sealed class PretrainReportTests
{
    [Fact]
    public void The_page_shows_the_result_beside_guessing_and_the_markov_model()
    {
        XElement page = SampleReports.Parse(SampleReports.Pretrain().Page());

        foreach (string shown in new[]
        {
            "it needs 1.900 bits per base; guessing needs 2.000, an order-5 Markov model 1.938",
            "429,381", "998,400", "3,711,740", "927,935", "4.093", "3.1 %", "1.6 %", "822af4fe", "4,639,675",
        })
            Assert.Contains(shown, page.Value, StringComparison.Ordinal);
        Assert.Contains("12 lower-case letters raised, 3 ambiguous letters kept", page.Value, StringComparison.Ordinal);
        Assert.Empty(page.Descendants("aside"));
    }

    [Theory]
    [InlineData(1.95, "not as well as the order-5 Markov model")]
    [InlineData(2.01, "no better than guessing")]
    public void A_model_that_does_not_beat_its_baselines_is_shown_with_a_warning(double bitsPerBase, string warning)
    {
        XElement page = SampleReports.Parse(SampleReports.Pretrain(bitsPerBase: bitsPerBase).Page());

        Assert.Contains(warning, Assert.Single(page.Descendants("aside")).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Overlapping_tokens_are_not_held_against_a_markov_model_by_the_loss()
    {
        ReportPage apart = SampleReports.Pretrain(stride: 3).Page();
        ReportPage overlapping = SampleReports.Pretrain(stride: 1).Page();

        Assert.Contains("order-5 Markov model 4.175", Svg(apart, "Loss"), StringComparison.Ordinal);
        Assert.DoesNotContain("Markov", Svg(overlapping, "Loss"), StringComparison.Ordinal);
        Assert.Contains("Tokens overlap", SampleReports.Parse(overlapping).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_commands_repeat_the_run_and_use_the_model()
    {
        string[] commands = [.. SampleReports.Pretrain().Page().Sections
            .SelectMany(section => section.Blocks).OfType<CommandBlock>().Select(block => block.Command)];

        Assert.Equal(
            [
                "./cistron pretrain runs/ecoli/recipe.yaml run=runs/ecoli-again",
                "./cistron pretrain runs/ecoli/recipe.yaml run=runs/ecoli-seed2 seed=2",
                "./cistron finetune run=runs/task pretrained=runs/ecoli/model data.folder=my_task",
                "./cistron embed model=runs/ecoli/model input=sequences.fa output=vectors.npy",
            ],
            commands);
    }

    private static string Svg(ReportPage page, string title) => page.Sections
        .SelectMany(section => section.Blocks).OfType<Figures>().SelectMany(figures => figures.Plots)
        .Single(figure => figure.Plot.Title == title).Plot.ToSvg();
}
