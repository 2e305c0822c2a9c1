using Cistron.Training.Interpretation;

namespace Cistron.Training.Tests.Interpretation;

public sealed class FrameDistancesTests
{
    // Three sequences far from each other, whose vectors go round in three frames.
    private static readonly float[][][] Vectors =
        [.. Enumerable.Range(0, 3).Select(sequence => Enumerable.Range(0, 7).Select(shift => (float[])[10 * sequence, shift % 3]).ToArray())];

    [Fact]
    public void Vectors_that_repeat_with_the_frame_have_no_distance_in_the_same_one()
    {
        var distances = new FrameDistances(Vectors);

        Assert.Equal([0, 1, 2, 0, 1, 2, 0], distances.ByShift().Select(shift => shift.Distance.Value));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], distances.ByShift().Select(shift => shift.Shift));
        var frames = distances.ByFrame(3);
        Assert.Equal([0, 1, 2], frames.Select(frame => frame.Remainder));
        Assert.Equal(0, frames[0].Distance.Value);
        // Six pairs of neighbouring shifts: four are 1 apart and two, 2 and 0, are 2 apart; three more lie 4 apart.
        Assert.Equal((4 * 1 + 2 * 2 + 2 * 1 + 1 * 2) / 9.0, frames[1].Distance.Value, 1e-12);
    }

    [Fact]
    public void Distances_are_held_against_those_of_other_sequences()
    {
        var distances = new FrameDistances(Vectors);

        // 15, 10 and 15 from the two others.
        Assert.Equal(40.0 / 3, distances.OtherSequences().Value, 1e-9);
        Assert.Equal((1 / 15.0 + 1 / 10.0 + 1 / 15.0) / 3, distances.Share().Value, 1e-9);
        Assert.True(distances.OtherSequences().Lower < 40.0 / 3);
    }
}
