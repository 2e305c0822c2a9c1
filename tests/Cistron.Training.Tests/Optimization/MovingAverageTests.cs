using Cistron.Torch;
using Cistron.Torch.Modules;
using Cistron.Training.Optimization;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Optimization;

public class MovingAverageTests
{
    [Fact]
    public void The_average_moves_by_what_the_decay_leaves_and_faster_at_the_start()
    {
        using var scope = new TensorScope();
        var model = new Linear(1, 1, 0, hasBias: false);
        var average = new MovingAverage(model, decay: 0.5);
        var expected = 0.0;

        // The decay is (1 + step) / (10 + step), at most 0.5: below it until step 8.
        double[] decays = [2 / 11.0, 3 / 12.0, 4 / 13.0, 5 / 14.0, 6 / 15.0, 7 / 16.0, 8 / 17.0, 0.5, 0.5, 0.5];
        for (int step = 1; step <= decays.Length; step++)
        {
            model.Weight.Assign(Tensor.From<float>([step], 1, 1));
            average.Update(step);

            expected = decays[step - 1] * expected + (1 - decays[step - 1]) * step;
            Assert.Equal(expected, Held(average), 1e-5);
        }
    }

    [Fact]
    public void Swapping_shows_the_average_and_swapping_again_restores_every_bit()
    {
        using var scope = new TensorScope();
        var model = new Linear(1, 1, 0, hasBias: false);
        var average = new MovingAverage(model, decay: 0.9);
        model.Weight.Assign(Tensor.From<float>([1.1f], 1, 1));
        average.Update(1);
        float held = Held(average);

        average.Swap();

        Assert.Equal((held, 1.1f), (WeightValues.Of(model)["weight"][0], Held(average)));
        average.Swap();
        Assert.Equal((1.1f, held), (WeightValues.Of(model)["weight"][0], Held(average)));
    }

    private static float Held(MovingAverage average) => WeightValues.Of(average.State())["average.weight"][0];
}
